package pointdrop.csv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Every build reads the files of `events/files` and the inputs that fuzzing found before, which are kept in the test
/// resources beside this class. `mvn -Pfuzz verify -pl functions/csv -am` searches for more.
class ReaderFuzzTest {
    @FuzzTest(maxDuration = "3m")
    void anyFileIsReadOrRejected(byte[] bytes) throws IOException {
        AnyFile.assertReadOrRejected(() -> new ByteArrayInputStream(bytes));
    }
}
