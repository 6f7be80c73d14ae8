package pointdrop.emulators.memory;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

/// Two empty buckets of the simulation, undisturbed.
abstract class OnSimulation implements S3Contract {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    final Buckets buckets = new Buckets(InstantSource.fixed(NOW));
    private final S3Client s3 = new SimulatedS3(Calls.undisturbed(), buckets);

    @BeforeEach
    void create() {
        buckets.create(plain());
        buckets.createVersioned(versioned());
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public String plain() {
        return "plain";
    }

    @Override
    public String versioned() {
        return "versioned";
    }
}
