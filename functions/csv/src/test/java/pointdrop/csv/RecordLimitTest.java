package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.domain.Action;
import pointdrop.domain.FileRejected;

/// A record may have 64 KiB and 256 columns.
class RecordLimitTest {
    /// The limit is that of bytes in UTF-8, whatever the encoding of the file.
    @ParameterizedTest
    @CsvSource({"x,1", "\u007F,1", "\u0080,2", "é,2", "\u07FF,2", "\u0800,3", "漢,3", "😀,4"})
    void aRecordEndsAt64KiBOfUtf8(String character, int bytes) throws IOException {
        String filler = "x".repeat((64 * 1024 - 2) % bytes);
        String longest = "a," + filler + character.repeat((64 * 1024 - 2) / bytes);

        assertEquals(2, MerchantFileTest.rows("Email,Name\n" + longest + "\n").size());
        assertEquals("The record in line 2 is longer than 64 KiB. Shorten it, or check that its lines end.",
                MerchantFileTest.rejected("Email,Name\n" + longest + "x\n").rejection().message());
    }

    @Test
    void aHeaderEndsAt64KiBToo() {
        assertEquals("The record in line 1 is longer than 64 KiB. Shorten it, or check that its lines end.",
                MerchantFileTest.rejected("x".repeat(256 * 1024)).rejection().message());
    }

    @Test
    void anUnclosedQuoteIsNoticedAfter64KiB() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        InputStream start = new ByteArrayInputStream("Email,Points\nb,\"".getBytes(UTF_8));

        FileRejected rejected = assertThrows(FileRejected.class, () -> {
            try (MerchantFile file = MerchantFile.open(new SequenceInputStream(start, endless), Encoding.UTF_8,
                    Action.ADD_POINTS)) {
                file.forEachRow((_, _) -> {});
            }
        });
        assertEquals("The quote that opens in line 2 is never closed. Close it, or remove it, and drop the file again.",
                rejected.rejection().message());
    }

    /// Longer than any buffer: that one ends inside the quotes does not mean that the file does.
    @Test
    void aQuotedRecordIsReadUpTo64KiB() throws IOException {
        String longest = "x\n".repeat(32 * 1024 - 2);

        assertEquals(List.of("UTF-8 comma [Email, Name]", "2 [a, " + longest + "]"),
                MerchantFileTest.rows("Email,Name\na,\"" + longest + "\""));
    }

    @Test
    void linesInsideQuotesAreCountedToo() {
        assertEquals("The quote that opens in line 6 is never closed. Close it, or remove it, and drop the file again.",
                MerchantFileTest.rejected("Email,Name\na,\"x\ry\nz\r\nw\"\nb,\"").rejection().message());
    }

    @Test
    void aRecordHasUpTo256Columns() throws IOException {
        String columns = "c" + ",c".repeat(255);

        assertEquals(2, MerchantFileTest.rows(columns + "\n" + columns).size());
        assertEquals(
                "Line 2 has more than 256 columns. Remove the columns that are not needed and drop the file again.",
                MerchantFileTest.rejected(columns + "\n" + columns + ",c").rejection().message());
    }
}
