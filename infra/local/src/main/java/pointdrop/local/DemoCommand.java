package pointdrop.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "demo", mixinStandardHelpOptions = true, description = "Shows the main job from beginning to end, on a stack of its own.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        Path data = Files.createTempDirectory("pointdrop-demo-");
        try (LocalStack stack = LocalStack.onFreePorts(Main.home(), data, LocalStack.FIRST_WAIT);
                Demo demo = new Demo(stack, Main.home().resolve("events/demo"))) {
            demo.run();
        } finally {
            Folders.deleteAllBut(data, data);
            Files.delete(data);
        }
        return 0;
    }
}
