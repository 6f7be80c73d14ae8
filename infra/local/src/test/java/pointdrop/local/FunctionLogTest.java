package pointdrop.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {
    @TempDir
    private Path folder;

    @Test
    void aFunctionGoesOnWhereItsLogCannotBeWritten() throws IOException {
        Files.createDirectory(folder.resolve("ImportFunction.log"));
        FunctionLog log = FunctionLog.in(folder, "ImportFunction");

        assertDoesNotThrow(() -> log.accept("{\"level\":\"WARN\",\"message\":\"The import is given up\"}"));
    }
}
