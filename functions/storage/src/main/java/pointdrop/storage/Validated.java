package pointdrop.storage;

import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;

/// What a validation that passed leaves to the import.
///
/// @param rules of the shop, which the file was validated by
/// @param sha256 of the bytes of the file, in hexadecimal
/// @param staged the folder of the chunks, see [StagedChunks#put]
/// @param chunks how many there are
public record Validated(Summary summary, ShopRules rules, String sha256, String staged, int chunks) {}
