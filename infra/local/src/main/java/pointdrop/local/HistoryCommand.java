package pointdrop.local;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stores;

@Command(name = "history", mixinStandardHelpOptions = true, description = "Lists the imports and exports of a shop, newest first.")
final class HistoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many at most. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Override
    public Integer call() throws Exception {
        Stores stores = Stores.of(new Environment(EndpointsFile.in(Main.data()).use()));
        List<HistoryEntry> entries = stores.imports().history(shop, Math.max(1, limit));
        if (entries.isEmpty()) {
            System.out.println("The shop " + shop + " has no imports and no exports.");
        } else {
            Tables.printHistory(entries);
        }
        return 0;
    }
}
