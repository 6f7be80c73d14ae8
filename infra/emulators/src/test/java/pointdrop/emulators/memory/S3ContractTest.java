package pointdrop.emulators.memory;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The simulation and S3Mock answer alike. Where S3Mock is known to answer otherwise than AWS, see [S3AsDocumentedTest].
class S3ContractTest {
    @Nested
    class Simulated extends OnSimulation
            implements
                S3ObjectContract,
                S3DeletionContract,
                S3ListingContract,
                S3MultipartContract {}

    @Nested
    @ExtendWith(OnEmulators.class)
    class OnS3Mock implements S3ObjectContract, S3DeletionContract, S3ListingContract, S3MultipartContract {
        private static final AtomicInteger TESTS = new AtomicInteger();
        private static S3Client s3;

        private final int test = TESTS.incrementAndGet();

        @BeforeAll
        static void start(Deployment deployment) {
            s3 = deployment.s3();
        }

        @BeforeEach
        void create() {
            s3.createBucket(request -> request.bucket(plain()));
            s3.createBucket(request -> request.bucket(versioned()));
            s3.putBucketVersioning(request -> request.bucket(versioned())
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }

        @Override
        public S3Client s3() {
            return s3;
        }

        @Override
        public String plain() {
            return "plain-" + test;
        }

        @Override
        public String versioned() {
            return "versioned-" + test;
        }
    }
}
