package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.ChargeListener;
import pointdrop.emulators.memory.ItemKey;
import pointdrop.emulators.memory.WriteListener;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Holds what entries of the history say was consumed against what DynamoDB charged. Each write that records it adds what its invocation was
/// charged since the last such write: exactly that where nothing broke in the invocation. Any other records no more in all than it was charged: it
/// does not know what calls without an answer cost, and one may arrive when later ones are done.
final class ConsumptionCheck implements WriteListener, ChargeListener {
    private static final String WRITE_UNITS = "writeUnits";
    private static final List<String> ENDED = List.of("REJECTED", "CANCELLED", "COMPLETED", "FAILED");
    /// What changes where a function works on a review, up to the mail about it.
    private static final List<String> OF_REVIEW = List.of("reviewLeases", "pendingReviews", "readyUntil",
            "readyMailClaimedUntil", "readyMailSentAt", "readyMailFailed");
    /// The key of an upload is remembered after its import has begun.
    private static final int MOST_WRITES_UNRECORDED = 1;

    private final World world;
    private final Template template;
    private final String imports;
    private final Map<Invocation, Account> accounts = new HashMap<>();

    private record Consumed(double writeUnits, double readUnits, double megabyteMillis) {
        static final Consumed NONE = new Consumed(0, 0, 0);

        static Consumed in(Map<String, AttributeValue> item) {
            return new Consumed(number(item, WRITE_UNITS), number(item, "readUnits"), number(item, "megabyteMillis"));
        }

        private static double number(Map<String, AttributeValue> item, String name) {
            AttributeValue value = item.get(name);
            return value == null ? 0 : Double.parseDouble(value.n());
        }

        Consumed plus(Consumed other) {
            return new Consumed(writeUnits + other.writeUnits, readUnits + other.readUnits,
                    megabyteMillis + other.megabyteMillis);
        }

        Consumed minus(Consumed other) {
            return plus(new Consumed(-other.writeUnits, -other.readUnits, -other.megabyteMillis));
        }
    }

    /// Of one invocation.
    private static final class Account {
        /// Charged since the last write that records, without the call that takes effect now.
        private Consumed due = Consumed.NONE;
        private Consumed thisCall = Consumed.NONE;
        private boolean callRecords;
        /// Of all calls so far, and what was recorded of it.
        private Consumed charged = Consumed.NONE;
        private Consumed sum = Consumed.NONE;
        private boolean recorded;
        private int writesUnrecorded;

        /// What the last call consumed is due now, beside what was before, unless that was recorded by it, or lost: where its condition did not
        /// hold.
        void begin(boolean records) {
            due = callRecords ? thisCall : due.plus(thisCall);
            thisCall = Consumed.NONE;
            callRecords = records;
            if (records) {
                writesUnrecorded = 0;
            }
        }
    }

    private ConsumptionCheck(World world, Template template) {
        this.world = world;
        this.template = template;
        this.imports = world.variable("POINTDROP_IMPORTS_TABLE");
    }

    static ConsumptionCheck of(World world, Template template) {
        ConsumptionCheck check = new ConsumptionCheck(world, template);
        world.onEffect(sent -> check.account(sent.sender()).begin(records(sent.call().request())));
        world.aws().tables().onCharge(check);
        world.aws().tables().onWrite(check);
        return check;
    }

    private Account account(Invocation invocation) {
        return accounts.computeIfAbsent(invocation, _ -> new Account());
    }

    private static boolean records(SdkPojo request) {
        return switch (request) {
            case UpdateItemRequest update -> update.expressionAttributeNames().containsValue(WRITE_UNITS);
            case TransactWriteItemsRequest transaction -> transaction.transactItems()
                    .stream()
                    .anyMatch(ConsumptionCheck::records);
            default -> false;
        };
    }

    private static boolean records(TransactWriteItem write) {
        return (write.update() != null && write.update().expressionAttributeNames().containsValue(WRITE_UNITS))
                || (write.put() != null && write.put().item().containsKey(WRITE_UNITS));
    }

    @Override
    public void charged(String table, boolean write, double units) {
        if (world.event().isPresent()) {
            Account account = account(world.arriving().sender());
            Consumed charged = new Consumed(write ? units : 0, write ? 0 : units, 0);
            account.thisCall = account.thisCall.plus(charged);
            account.charged = account.charged.plus(charged);
            account.writesUnrecorded += write && !account.callRecords ? 1 : 0;
        }
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!table.equals(imports) || !after.containsKey("status")) {
            return;
        }
        Consumed more = Consumed.in(after).minus(Consumed.in(before));
        Consumed moreReview = Consumed.in(projected(after)).minus(Consumed.in(projected(before)));
        if (more.equals(Consumed.NONE) && moreReview.equals(Consumed.NONE)) {
            return;
        }
        boolean review = !text(before).equals("VALIDATING")
                && OF_REVIEW.stream().anyMatch(name -> !Objects.equals(before.get(name), after.get(name)));
        require((review ? more : moreReview).equals(Consumed.NONE), "What the %s of %s consumes is added to the %s",
                review ? "review" : "import", key, review ? "import" : "review");
        check(key, world.arriving().sender(), review ? moreReview : more);
    }

    private void check(ItemKey key, Invocation invocation, Consumed more) {
        Account account = account(invocation);
        Consumed due = account.due;
        account.sum = account.sum.plus(more);
        require(more.writeUnits >= 0 && more.readUnits >= 0 && account.sum.writeUnits <= account.charged.writeUnits
                && account.sum.readUnits <= account.charged.readUnits,
                "%s records %s in %s, which makes %s, and was charged %s", invocation.name(), more, key, account.sum,
                account.charged);
        require(invocation.brokeSince(0) || (more.writeUnits == due.writeUnits && more.readUnits == due.readUnits),
                "%s records %s in %s, and was charged %s since the last time", invocation.name(), more, key, due);
        Template.Function function = template.function(invocation.function());
        Duration ran = Duration.between(invocation.end().minusSeconds(function.timeoutSeconds()),
                world.agenda().now());
        account.recorded = true;
        require(more.megabyteMillis > 0
                && account.sum.megabyteMillis <= (double) ran.toMillis() * function.megabytes(),
                "%s records %s in %s, and ran for %s", invocation.name(), more, key, ran);
    }

    /// At the end.
    void check() {
        accounts.forEach((invocation, account) -> require(
                !account.recorded || account.writesUnrecorded <= MOST_WRITES_UNRECORDED || invocation.brokeSince(0),
                "%s has not recorded its last %d writes", invocation.name(), account.writesUnrecorded));
        entries().filter(entry -> ENDED.contains(text(entry)))
                .forEach(entry -> requireAny(entry, entry));
        entries().filter(entry -> entry.containsKey("readyUntil"))
                .forEach(entry -> requireAny(entry, projected(entry)));
    }

    private static void requireAny(Map<String, AttributeValue> entry, Map<String, AttributeValue> sums) {
        require(Consumed.in(sums).megabyteMillis > 0, "What it consumed is not recorded: %s", entry);
    }

    private Stream<Map<String, AttributeValue>> entries() {
        return world.aws().tables().get(imports).items().stream().filter(item -> item.containsKey("status"));
    }

    private static Map<String, AttributeValue> projected(Map<String, AttributeValue> item) {
        @Nullable
        AttributeValue projected = item.get("projected");
        return projected == null ? Map.of() : projected.m();
    }

    private static String text(Map<String, AttributeValue> entry) {
        AttributeValue status = entry.get("status");
        return status == null ? "" : status.s();
    }
}
