package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

class MeterTest {
    private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private Meter meter(Map<String, String> environment) {
        return Meter.begin(Machine.withClock(now::get), new Environment(environment));
    }

    private static ConsumedCapacity units(double units) {
        return ConsumedCapacity.builder().capacityUnits(units).build();
    }

    @Test
    void theMemoryCountsForAsLongAsTheFunctionRuns() {
        Meter meter = meter(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769"));
        now.set(START.plusMillis(1_500));
        assertEquals(1769 * 1_500, meter.take().megabyteMillis());
        assertEquals(0, meter.take().megabyteMillis());
        now.set(START.plusMillis(1_501));
        assertEquals(1769, meter.take().megabyteMillis());
        now.set(START);
        assertEquals(0, meter.take().megabyteMillis(), "A clock that was set back");
        now.set(START.plusMillis(900_000));
        assertEquals(0, meter(Map.of()).take().megabyteMillis(), "No function");
    }

    @Test
    void unitsAreSummedExactlyFromAnyThread() {
        Meter meter = meter(Map.of());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 100; thread++) {
                threads.execute(() -> {
                    meter.wrote(units(1));
                    meter.wrote(List.of(units(2), units(4)));
                    meter.read(units(0.5));
                    meter.read(List.of(units(0.1), units(0.1)));
                });
            }
        }
        assertEquals(new Consumption(new BigDecimal("700"), new BigDecimal("70"), 0), meter.take());
        assertEquals(Consumption.NONE, meter.take());
        meter.read(units(0.5));
        assertEquals(new BigDecimal("0.5"), meter.take().readUnits());
    }

    /// "Capacity unit consumption for write operations" in the DynamoDB Developer Guide.
    @Test
    void aConditionThatDidNotHoldCostsWhatTheItemCostsThatStoodThere() {
        Meter meter = meter(Map.of());
        meter.refused(Map.of());
        meter.refused(Map.of("x", AttributeValue.fromS("x".repeat(1023))));
        meter.refused(Map.of("x", AttributeValue.fromS("x".repeat(1024))));
        meter.refused(Map.of("x", AttributeValue.fromL(List.of(AttributeValue.fromS("\u00EB".repeat(1024))))));
        assertEquals(new BigDecimal("7"), meter.take().writeUnits());
    }
}
