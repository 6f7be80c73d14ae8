package pointdrop.storage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// What a part of an invocation consumes until an entry of the history records it. Units are added by any thread, as DynamoDB answers them; those
/// of a call without an answer are not known, nor are those of a cancelled transaction.
public final class Meter {
    /// DynamoDB answers units as binary fractions, of which halves occur. Sums of whole thousandths are exact, in whatever order.
    private static final int DECIMALS = 3;
    private static final double PARTS_OF_A_UNIT = 1000;

    private final Machine machine;
    private final long megabytes;
    private final LongAdder written = new LongAdder();
    private final LongAdder read = new LongAdder();
    private Instant since;

    private Meter(Machine machine, long megabytes) {
        this.machine = machine;
        this.megabytes = megabytes;
        this.since = machine.now();
    }

    /// Reads `AWS_LAMBDA_FUNCTION_MEMORY_SIZE`, which Lambda sets; other programs use no function.
    static Meter begin(Machine machine, Environment environment) {
        return new Meter(machine,
                environment.optional("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").map(Long::parseLong).orElse(0L));
    }

    /// @param answered null where the service does not tell
    void wrote(@Nullable ConsumedCapacity answered) {
        add(written, answered);
    }

    void wrote(List<ConsumedCapacity> answered) {
        answered.forEach(table -> add(written, table));
    }

    /// @param answered null where the service does not tell
    void read(@Nullable ConsumedCapacity answered) {
        add(read, answered);
    }

    void read(List<ConsumedCapacity> answered) {
        answered.forEach(table -> add(read, table));
    }

    /// A write whose condition did not hold, whose answer tells no units.
    ///
    /// @param standing the item that it did not hold for; empty where there is none
    void refused(Map<String, AttributeValue> standing) {
        written.add(Math.round(ItemSize.writeUnits(standing) * PARTS_OF_A_UNIT));
    }

    private static void add(LongAdder sum, @Nullable ConsumedCapacity answered) {
        if (answered != null) {
            sum.add(Math.round(answered.capacityUnits() * PARTS_OF_A_UNIT));
        }
    }

    /// What was consumed since the last time that it was taken. It counts as recorded, also where the update that was to record it finds its work
    /// done by another delivery: nobody knows whether that was this one, whose answer was lost, and nothing is recorded twice.
    synchronized Consumption take() {
        long millis = Math.max(0, Duration.between(since, machine.now()).toMillis());
        since = since.plusMillis(millis);
        return new Consumption(units(written), units(read), millis * megabytes);
    }

    private static BigDecimal units(LongAdder parts) {
        BigDecimal units = BigDecimal.valueOf(parts.sumThenReset(), DECIMALS).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0) : units;
    }
}
