package pointdrop.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.Template;

/// Emulators of its own. DynamoDB Local keeps its tables in memory, where a million customers take a GiB: on disk it
/// takes a third fewer updates a second, as it waits for each.
final class Machine implements AutoCloseable {
    private final ScratchFolder folder;
    private final Emulators emulators;
    private final Deployment deployment;

    Machine() throws IOException {
        Path home = home();
        this.folder = ScratchFolder.create();
        this.emulators = new Emulators(home.resolve("infra/emulators/target/emulators"), folder.path(),
                Emulators.Ports.free(), false);
        emulators.endpoints().use();
        this.deployment = new Deployment(emulators.aws(),
                Template.read(home.resolve("template.yaml"), "benchmark", Map.of()));
    }

    /// The folder that template.yaml is in.
    static Path home() {
        return Path.of(System.getProperty("pointdrop.home", "."));
    }

    Path folder() {
        return folder.path();
    }

    /// How functions in other processes find the emulators.
    Map<String, String> environment() {
        return emulators.environment();
    }

    Deployment deployment() {
        return deployment;
    }

    @Override
    public void close() throws IOException {
        emulators.close();
        folder.close();
    }
}
