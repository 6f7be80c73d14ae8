package pointdrop.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
    private static final long OWN = ProcessHandle.current().pid();

    @TempDir
    private Path disk;

    private Path leave(String name) throws Exception {
        Path folder = Files.createDirectory(disk.resolve(name));
        Files.writeString(folder.resolve("1-0.csv.gz"), "rows");
        return folder;
    }

    private static long endedProcess() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--version")
                .start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void whatAnEndedProcessLeftIsDeleted() throws Exception {
        leave("pointdrop-" + endedProcess() + "-abc123-1");
        leave("pointdrop-" + OWN + "-abc123-1");

        Path folder = ScratchFolder.create(disk);

        try (Stream<Path> left = Files.list(disk)) {
            assertEquals(List.of(folder), left.toList());
        }
    }

    @Test
    void whatALiveProcessUsesStays() throws Exception {
        Path own = ScratchFolder.create(disk);
        Files.writeString(own.resolve("1-0.csv.gz"), "rows");
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        List<Path> others = List.of(own.resolve("1-0.csv.gz"), leave("pointdrop-" + parent + "-abc123-1"),
                leave("pointdrop-test-1"), leave("other"));

        ScratchFolder.create(disk);

        others.forEach(path -> assertTrue(Files.exists(path), path.toString()));
    }

    @Test
    void theFilesOfAnInvocationAreClosedAndDeletedWithIt() throws Exception {
        ScratchFiles files = new ScratchFiles();
        var written = files.write("a");
        written.write('a');
        var read = files.read("a");
        Path path = files.file("a");

        files.close();

        assertTrue(Files.notExists(path));
        org.junit.jupiter.api.Assertions.assertThrows(java.io.IOException.class, () -> written.write('b'));
        org.junit.jupiter.api.Assertions.assertThrows(java.io.IOException.class, read::read);
    }
}
