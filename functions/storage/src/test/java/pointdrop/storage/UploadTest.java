package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
    @ParameterizedTest
    @CsvSource({"imports/demo/enroll/a.csv,demo enroll a.csv",
            "imports/demo/enroll/2026/a b.csv,demo enroll 2026/a b.csv",
            "imports/Demo/enroll/a.csv,- enroll a.csv", "imports/demo/a.csv,demo  a.csv",
            "imports/a.csv,-  imports/a.csv", "exports/demo/all.json,demo  all.json",
            "exports/a.json,-  exports/a.json", "imports/../enroll/a.csv,- enroll a.csv"})
    void theKeyHoldsShopActionAndFile(String key, String parts) {
        Upload upload = new Upload("uploads", key, "v", Instant.EPOCH);

        assertEquals(parts, "%s %s %s".formatted(upload.shop(), upload.action(), upload.file()));
    }

    @ParameterizedTest
    @CsvSource({"imports/demo/enroll/up_0123456789abcdefghij-_/a.csv,a.csv",
            "imports/demo/enroll/up_0123456789abcdefghij-_/a/b.csv,a/b.csv",
            "exports/demo/up_0123456789abcdefghij-_.json,up_0123456789abcdefghij-_.json"})
    void theIdByWhichAFileIsExpectedIsNotPartOfItsName(String key, String file) {
        Upload upload = new Upload("uploads", key, "v", Instant.EPOCH);

        assertEquals(file, upload.file());
        assertEquals("demo", upload.shop());
        assertEquals(Optional.of("up_0123456789abcdefghij-_"), upload.expectedId());
    }

    @ParameterizedTest
    @CsvSource({"imports/demo/enroll/up_to_date.csv,up_to_date.csv", "imports/demo/enroll/up_1/a.csv,up_1/a.csv",
            "imports/demo/enroll/up_0123456789abcdefghij-_,up_0123456789abcdefghij-_",
            "imports/demo/enroll/up_0123456789abcdefghij-_0/a.csv,up_0123456789abcdefghij-_0/a.csv",
            "imports/demo/enroll/a/up_0123456789abcdefghij-_/b.csv,a/up_0123456789abcdefghij-_/b.csv",
            "imports/demo/up_0123456789abcdefghij-_/b.csv,b.csv",
            "exports/demo/up_0123456789abcdefghij-_.json.bak,up_0123456789abcdefghij-_.json.bak",
            "exports/demo/a/up_0123456789abcdefghij-_.json,a/up_0123456789abcdefghij-_.json"})
    void anyOtherNameStaysAsItIs(String key, String file) {
        Upload upload = new Upload("uploads", key, "v", Instant.EPOCH);

        assertEquals(file, upload.file());
        assertEquals(Optional.empty(), upload.expectedId());
    }

    @Test
    void aChunkIsNamedByItsKey() {
        assertEquals(new ChunkRef(Stage.IMPORT, "demo", "20261123T234205Z-2a6c41d07a", 12),
                ChunkRef.parse("chunks/demo/20261123T234205Z-2a6c41d07a/12.csv.gz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunks/demo/1/2.csv", "chunks/demo/2.csv.gz", "outcomes/demo/1/2.csv.gz",
            "chunks/demo/1/x.csv.gz", "chunks/demo/ann@demo.example/2.csv.gz",
            "chunks/Ann Lee/20261123T234205Z-2a6c41d07a/2.csv.gz",
            "chunks/demo/20261123T234205Z-2a6c41d07a/1000.csv.gz",
            "chunks/demo/20261123T234205Z-2a6c41d07a/99999999999.csv.gz"})
    void noOtherKeyIsAChunk(String key) {
        assertThrows(IllegalArgumentException.class, () -> ChunkRef.parse(key));
    }
}
