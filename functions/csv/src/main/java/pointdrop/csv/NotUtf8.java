package pointdrop.csv;

import java.nio.charset.CharacterCodingException;

/// The file turned out, at some byte, not to be UTF-8: read it again as [EncodingGuess] says.
public final class NotUtf8 extends RuntimeException {
    NotUtf8(CharacterCodingException cause) {
        super(cause);
    }
}
