package pointdrop.csv;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the folder for the temporary files of this process, and deletes those of processes that have ended: Lambda kills a
/// function at its timeout, and the next process finds the same disk.
final class ScratchFolder {
    private static final String PREFIX = "pointdrop-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(?<pid>\\d+)-(?<process>\\p{XDigit}+)-.*");
    private static final long PID = ProcessHandle.current().pid();

    private ScratchFolder() {}

    static Path create(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            folders.forEach(ScratchFolder::deleteIfLeft);
        }
        Path folder = Files.createTempDirectory(parent, PREFIX + PID + "-" + process() + "-");
        folder.toFile().deleteOnExit();
        return folder;
    }

    /// Tells this process from earlier ones of the same number, by when it was started.
    private static String process() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Long.toHexString(start.toEpochMilli()))
                .orElse("0");
    }

    private static void deleteIfLeft(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (name.matches() && !isAlive(Long.parseLong(name.group("pid")), name.group("process"))) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException | DirectoryIteratorException busy) {
                // Another process deletes it too, or it belongs to another user.
            }
        }
    }

    private static boolean isAlive(long pid, String process) {
        return pid == PID ? process.equals(process()) : ProcessHandle.of(pid).isPresent();
    }
}
