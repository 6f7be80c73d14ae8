package pointdrop.csv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Every build reads the files of `events/files` and what fuzzing has found before, which is kept in the test resources
/// beside the class. `mvn -Pfuzz verify -pl functions/csv -am` looks for more.
class ReaderFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void anyFileIsReadOrRejected(byte[] bytes) throws IOException {
        AnyFile.assertReadOrRejected(() -> new ByteArrayInputStream(bytes));
    }
}
