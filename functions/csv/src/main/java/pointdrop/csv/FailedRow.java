package pointdrop.csv;

import java.util.List;

/// A row of the error report.
///
/// @param number as [pointdrop.domain.Row#number]
/// @param error codes and sentences of all its problems
/// @param cells as they stand in the file
public record FailedRow(int number, String error, List<String> cells) {}
