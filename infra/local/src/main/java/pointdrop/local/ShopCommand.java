package pointdrop.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Shop;
import pointdrop.storage.Environment;
import pointdrop.storage.ShopsTable;
import pointdrop.storage.ShopsTable.Change;
import pointdrop.storage.Stores;
import software.amazon.awssdk.core.exception.SdkException;

@Command(name = "shop", mixinStandardHelpOptions = true, description = {
        "Shows how a shop is configured, after changing what the options name. A list that is given replaces the one that was; "
                + "\"\" empties it."})
final class ShopCommand implements Callable<Integer> {
    /// In place of the default tiers of a deployment, which its table does not tell.
    private static final String DEFAULT_TIERS = "those of the parameter DefaultTiers";

    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Option(names = "--contact", paramLabel = "ADDRESS", description = "Where mails go to. A new shop needs one.")
    @Nullable
    private String contact;

    @Option(names = "--recipient", paramLabel = "ADDRESS|@DOMAIN", description = "Where mails may go to instead; can be repeated.")
    @Nullable
    private List<String> recipients;

    @Option(names = "--operator", paramLabel = "ADDRESS", description = "Who may sign in to the page, the contact where there is none; can be repeated.")
    @Nullable
    private List<String> operators;

    @Option(names = "--tier", paramLabel = "NAME", description = "A tier in the spelling that is stored; can be repeated.")
    @Nullable
    private List<String> tiers;

    @Option(names = "--negative-balances", negatable = true, description = "Whether a balance may go below zero.")
    @Nullable
    private Boolean negativeBalances;

    @Option(names = "--table", paramLabel = "NAME", description = "The Shops table of a deployed stack, such as pointdrop-shops, with the "
            + "credentials and the region of this shell. Without it, that of the stack on this machine.")
    @Nullable
    private String table;

    @Override
    public Integer call() throws Exception {
        Map<String, String> variables = table == null
                ? EndpointsFile.in(Main.data()).use()
                : Map.of("POINTDROP_SHOPS_TABLE", table, "POINTDROP_DEFAULT_TIERS", DEFAULT_TIERS);
        try {
            System.out.print(run(Stores.of(new Environment(variables)).shops()));
        } catch (SdkException refused) {
            throw new IllegalStateException(
                    "The table cannot be used: %s%nLook at --table, and at the credentials and the region of this shell."
                            .formatted(refused.getMessage()),
                    refused);
        }
        return 0;
    }

    String run(ShopsTable shops) {
        Change change = new Change(contact, named(recipients), named(operators), named(tiers), negativeBalances);
        requireSense(change);
        if (contact == null && shops.find(shop).isEmpty()) {
            throw new IllegalStateException(
                    "There is no shop \"%s\". To configure it, say --contact ADDRESS.".formatted(shop));
        }
        if (!change.equals(new Change(null, null, null, null, null)) && !shops.change(shop, change)) {
            throw new IllegalStateException("Somebody else is changing the shop \"%s\". Try again.".formatted(shop));
        }
        return text(shops.find(shop).orElseThrow());
    }

    private static @Nullable List<String> named(@Nullable List<String> given) {
        return given == null ? null : given.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private void requireSense(Change change) {
        if (!Shop.isId(shop)) {
            throw new IllegalStateException(
                    "\"%s\" is not the name of a shop: lower-case letters, digits and hyphens, at most 63."
                            .formatted(shop));
        }
        Stream.concat(Stream.ofNullable(change.contact()), Stream.ofNullable(change.operators()).flatMap(List::stream))
                .forEach(address -> requireAddress(address, address));
        Stream.ofNullable(change.allowedRecipients())
                .flatMap(List::stream)
                .forEach(allowed -> requireAddress(allowed.startsWith("@") ? "somebody" + allowed : allowed, allowed));
    }

    private static void requireAddress(String address, String given) {
        if (EmailAddress.parse(address).isEmpty()) {
            throw new IllegalStateException(
                    "\"%s\" is not an e-mail address. Expected: name@example.com.".formatted(given));
        }
    }

    private static String text(Shop shop) {
        return Tables.of(List.of("shop", shop.id()), List.of(
                List.of("contact", shop.contact()),
                List.of("recipients", joined(shop.allowedRecipients(), "nobody else")),
                List.of("operators", joined(shop.operators(), "the contact")),
                List.of("tiers", joined(shop.rules().tiers(), "")),
                List.of("negative balances", shop.rules().allowNegativeBalance() ? "yes" : "no")));
    }

    private static String joined(List<String> names, String none) {
        return names.isEmpty() ? none : String.join(", ", names);
    }
}
