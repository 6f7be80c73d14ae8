package pointdrop.emulators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the folder of the JDK that runs it to a file. The build does so for the scripts.
final class JavaHome {
    private JavaHome() {}

    public static void main(String[] file) throws IOException {
        Files.writeString(Path.of(file[0]), System.getProperty("java.home") + "\n");
    }
}
