package pointdrop.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// A reader whose subclass sees all text in one method.
abstract class CheckedReader extends FilterReader {
    CheckedReader(Reader text) {
        super(text);
    }

    @Override
    public final int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public abstract int read(char[] buffer, int offset, int length) throws IOException;
}
