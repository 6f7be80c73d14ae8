package pointdrop.local;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.Environment;
import pointdrop.storage.StoredCustomer;
import pointdrop.storage.Stores;

@Command(name = "explain", mixinStandardHelpOptions = true, description = "Shows the balance of a customer, and each change of which there is a ledger. Exits with 0 only when there is such a customer.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Parameters(paramLabel = "EMAIL")
    @SuppressWarnings("NullAway.Init")
    private String address;

    @Override
    public Integer call() throws Exception {
        EmailAddress email = EmailAddress.parse(address)
                .orElseThrow(() -> new IllegalStateException("\"" + address + "\" is not an e-mail address."));
        Map<String, String> variables = EndpointsFile.in(Main.data()).use();
        Stores stores = Stores.of(new Environment(variables));
        Account account;
        try (ProgressBar bar = new ProgressBarBuilder().setTaskName("Reading").setUnit(" imports", 1).build()) {
            account = Account.read(stores, shop, email, _ -> bar.step());
        }
        StoredCustomer stored = Objects
                .requireNonNull(stores.customers().read(shop, List.of(email)).get(email));
        System.out.print(AccountText.of(email, stored, account));
        return stored.item().isEmpty() ? 1 : 0;
    }
}
