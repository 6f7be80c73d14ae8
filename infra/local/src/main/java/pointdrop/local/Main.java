package pointdrop.local;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pointdrop.storage.Request.Verb;

/// The `pointdrop` command.
@Command(name = "pointdrop", mixinStandardHelpOptions = true, description = "Pointdrop on this machine.", subcommands = {
        UpCommand.class, DemoCommand.class, ImportCommand.class, ExportCommand.class,
        HistoryCommand.class, ExplainCommand.class, TokenCommand.class, ShopCommand.class})
final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((failed, command, parsed) -> {
            command.getErr().println(command.getColorScheme().errorText(explain(failed)));
            return 1;
        });
        System.exit(commands.execute(arguments));
    }

    /// An `IllegalStateException` carries a message for a person; anything else is a defect.
    private static String explain(Exception failed) {
        if (failed instanceof IllegalStateException && failed.getMessage() != null) {
            return failed.getMessage();
        }
        return "Unexpected: " + CommandLine.Help.Ansi.AUTO.string(String.valueOf(failed));
    }

    /// The folder that template.yaml is in; the script sets it.
    static Path home() {
        return Path.of(System.getProperty("pointdrop.home", "."));
    }

    static Path data() {
        return home().resolve(".local");
    }

    @Command(mixinStandardHelpOptions = true, description = "Starts an import that was reviewed, and waits for its result. Exits with 0 only when it completed.")
    int start(@Parameters(paramLabel = "SHOP") String shop, @Parameters(paramLabel = "IMPORT-ID") String importId)
            throws Exception {
        return new RequestCommand(Verb.START, shop, importId).run();
    }

    @Command(mixinStandardHelpOptions = true, description = "Cancels an import that is reviewed or ready. Exits with 0 only when it is cancelled.")
    int cancel(@Parameters(paramLabel = "SHOP") String shop, @Parameters(paramLabel = "IMPORT-ID") String importId)
            throws Exception {
        return new RequestCommand(Verb.CANCEL, shop, importId).run();
    }

    @Command(mixinStandardHelpOptions = true, description = "Takes back what an import changed, and waits for the result. Exits with 0 only when that completed.")
    int undo(@Parameters(paramLabel = "SHOP") String shop, @Parameters(paramLabel = "IMPORT-ID") String importId)
            throws Exception {
        return new RequestCommand(Verb.UNDO, shop, importId).run();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
