package pointdrop.benchmark;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `infra/benchmark/run` command.
@Command(name = "run", mixinStandardHelpOptions = true, description = "Measures the functions.", subcommands = {
        AllCommand.class,
        UnitsCommand.class, ImportCommand.class, ValidateCommand.class, LongFilesCommand.class, ReportCommand.class,
        EndToEndCommand.class,
        ExportCommand.class, GrowthCommand.class, ColdStartCommand.class, HttpClientCommand.class})
final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }
}
