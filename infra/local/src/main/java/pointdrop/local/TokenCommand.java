package pointdrop.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pointdrop.storage.ApiTokens;
import pointdrop.storage.ApiTokens.Access;
import pointdrop.storage.ApiTokens.ApiToken;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;

@Command(name = "token", mixinStandardHelpOptions = true, description = "Makes a token for the API and prints it, once; lists or revokes tokens.")
final class TokenCommand implements Callable<Integer> {
    /// In the Tokens table, of the token in endpoints.env.
    static final String OF_STACK = "endpoints.env";
    private static final int MOST_DAYS = 3650;

    @Parameters(paramLabel = "SHOP")
    @SuppressWarnings("NullAway.Init")
    private String shop;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = "pointdrop token", description = "To tell tokens apart. Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(names = "--read", description = "The token can read only.")
    private boolean read;

    @Option(names = "--days", paramLabel = "N", defaultValue = "90", description = "For how long it works. Default: ${DEFAULT-VALUE}")
    private int days;

    @ArgGroup
    @Nullable
    private Instead instead;

    private static final class Instead {
        @Option(names = "--list", description = "List the tokens of the shop instead.")
        private boolean list;

        @Option(names = "--revoke", paramLabel = "NAME", description = "Revoke the tokens of that name instead.")
        @Nullable
        private String revoke;
    }

    @Override
    public Integer call() throws Exception {
        Stores stores = Stores.of(new Environment(EndpointsFile.in(Main.data()).use()));
        if (stores.shops().find(shop).isEmpty()) {
            throw new IllegalStateException("There is no shop \"%s\" in the Shops table.".formatted(shop));
        }
        ApiTokens tokens = stores.apiTokens();
        if (instead == null) {
            System.out.println(create(tokens));
            return 0;
        }
        if (instead.list || instead.revoke == null) {
            return list(tokens.list(shop));
        }
        return revoke(tokens, instead.revoke);
    }

    private String create(ApiTokens tokens) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalStateException("--days is 1 to " + MOST_DAYS + ", not " + days + ".");
        }
        return tokens.create(shop, name, read ? Access.READ : Access.WRITE, Duration.ofDays(days));
    }

    private int list(List<ApiToken> tokens) {
        if (tokens.isEmpty()) {
            System.out.println("The shop " + shop + " has no tokens.");
            return 0;
        }
        Tables.print(List.of("Name", "Access", "Created", "Expires", "Last used"), tokens.stream()
                .map(token -> List.<Object>of(token.name(), token.access().label(), Tables.time(token.createdAt()),
                        Tables.time(token.expiresAt()),
                        token.lastUsedAt() == null ? "never" : Tables.time(token.lastUsedAt())))
                .toList());
        return 0;
    }

    private int revoke(ApiTokens tokens, String revoked) {
        long ended = tokens.revoke(shop, revoked);
        System.out.printf(Locale.ROOT,
                ended == 0 ? "The shop %s has no token \"%s\".%n" : "The shop %s has no token \"%s\" any more.%n",
                shop, revoked);
        return ended == 0 ? 1 : 0;
    }

    /// A new one for programs that read endpoints.env, in place of that of an earlier run.
    static String ofStack(ApiTokens tokens) {
        tokens.revoke("demo", OF_STACK);
        return tokens.create("demo", OF_STACK, Access.WRITE, Duration.ofDays(MOST_DAYS));
    }
}
