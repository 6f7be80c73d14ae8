package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pointdrop.storage.S3OutputStream.PART_BYTES;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.CallLog;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

@ExtendWith(OnEmulators.class)
class S3OutputStreamTest {
    private static final String KEY = "reports/demo/20261123T234205Z-9f2c41d07a/errors.csv";

    private final CallLog calls = new CallLog();
    private Deployment deployment;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
    }

    private S3OutputStream begin(ExecutionInterceptor... interceptors) {
        return begin(Deadline.none(Machine.real()), interceptors);
    }

    private S3OutputStream begin(Deadline deadline, ExecutionInterceptor... interceptors) {
        S3Client s3 = Clients.of(S3Client.builder()
                .overrideConfiguration(override -> override.executionInterceptors(List.of(interceptors))));
        return new S3OutputStream(s3, deployment.dataBucket(), KEY, "text/csv; charset=utf-8", deadline);
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void write(S3OutputStream object, byte[] content, int pieceSize) {
        for (int start = 0; start < content.length; start += pieceSize) {
            object.write(content, start, Math.min(pieceSize, content.length - start));
        }
    }

    private int openUploads() {
        return deployment.s3()
                .listMultipartUploads(request -> request.bucket(deployment.dataBucket()))
                .uploads()
                .size();
    }

    /// Pieces that end within a part, at its end, and after several.
    @ParameterizedTest
    @CsvSource({"20971520, 99991, 3", "20971520, 8388608, 3", "20971520, 20971520, 3", "16777216, 99991, 2",
            "16777217, 99991, 3"})
    void contentOfSeveralPartsIsReadBackByteForByte(int size, int pieceSize, int parts) {
        byte[] content = content(size);

        try (S3OutputStream object = begin(calls)) {
            write(object, content, pieceSize);
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
        assertEquals(parts, calls.count("UploadPart"));
        assertEquals(0, openUploads());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART_BYTES - 1, PART_BYTES})
    void contentThatFitsOnePartIsPutByOneCall(int size) {
        byte[] content = content(size);

        try (S3OutputStream object = begin(calls)) {
            write(object, content, 99_991);
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
        assertEquals(1, calls.count("PutObject"));
        assertEquals(0, calls.count("CreateMultipartUpload"));
    }

    @Test
    void singleBytesAreWrittenToo() {
        byte[] content = content(300);

        try (S3OutputStream object = begin()) {
            for (byte one : content) {
                object.write(one);
            }
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
    }

    private void assertNothingIsLeft() {
        assertEquals(List.of(), deployment.dataKeys("reports/"));
        assertEquals(0, openUploads());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, PART_BYTES, 2 * PART_BYTES + 1})
    void aStreamThatIsClosedBeforeItIsCompleteLeavesNothing(int size) {
        try (S3OutputStream object = begin()) {
            write(object, content(size), 99_991);
        }

        assertNothingIsLeft();
    }

    /// The part arrives, but its answer is lost.
    private static final class FirstAnswerLost implements ExecutionInterceptor {
        private final AtomicBoolean lost = new AtomicBoolean();

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UploadPartRequest && !lost.getAndSet(true)) {
                throw SdkClientException.create("Answer lost");
            }
        }
    }

    @Test
    void aPartWhoseAnswerIsLostIsSentAgain() {
        byte[] content = content(PART_BYTES + 5);

        try (S3OutputStream object = begin(calls, new FirstAnswerLost())) {
            write(object, content, 99_991);
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
        assertEquals(3, calls.count("UploadPart"));
    }

    /// Does something each time before a request of a kind is sent.
    private static ExecutionInterceptor before(Class<? extends S3Request> kind, Runnable work) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (kind.isInstance(context.request())) {
                    work.run();
                }
            }
        };
    }

    /// No part arrives before it is let through.
    private static ExecutionInterceptor held(CountDownLatch letThrough) {
        return before(UploadPartRequest.class, () -> {
            try {
                letThrough.await();
            } catch (InterruptedException stopped) {
                throw AbortedException.create("Stopped", stopped);
            }
        });
    }

    @Test
    @Timeout(60)
    void aPartIsSentWhileTheNextOneIsWritten() {
        byte[] content = content(2 * PART_BYTES);
        CountDownLatch letThrough = new CountDownLatch(1);

        try (S3OutputStream object = begin(held(letThrough))) {
            object.write(content, 0, content.length);
            letThrough.countDown();
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
    }

    @Test
    @Timeout(60)
    void aPartThatIsOnItsWayIsGivenUpWithTheStream() {
        try (S3OutputStream object = begin(held(new CountDownLatch(1)))) {
            write(object, content(PART_BYTES + 1), 99_991);
        }

        assertNothingIsLeft();
    }

    /// Another try would not change that.
    private static void refuse() {
        throw S3Exception.builder()
                .statusCode(403)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
                .build();
    }

    @Test
    void anObjectOfWhichAPartIsRefusedIsNotCompleted() {
        byte[] content = content(PART_BYTES + 1);

        try (S3OutputStream object = begin(calls, before(UploadPartRequest.class, S3OutputStreamTest::refuse))) {
            object.write(content, 0, content.length);
            assertThrows(S3Exception.class, object::complete);
        }

        assertEquals(0, calls.count("CompleteMultipartUpload"));
        assertNothingIsLeft();
    }

    @Test
    void toJoinThePartsMayTakeLongerThanAnyOtherCall() {
        byte[] content = content(PART_BYTES + 5);
        long longer = Clients.LONGEST_CALL.plusSeconds(1).toNanos();

        try (S3OutputStream object = begin(calls,
                before(CompleteMultipartUploadRequest.class, () -> LockSupport.parkNanos(longer)))) {
            object.write(content, 0, content.length);
            object.complete();
        }

        assertArrayEquals(content, deployment.data(KEY));
        assertEquals(1, calls.count("CompleteMultipartUpload"));
    }

    @Test
    void thePartsAreNotJoinedWhereThatMayLastTooLong() {
        Machine machine = Machine.real();
        Deadline deadline = Deadline.none(machine)
                .noLaterThan(machine.now().plus(S3OutputStream.LONGEST_JOINING).minus(Clients.LONGEST_CALL));
        byte[] content = content(PART_BYTES + 5);

        try (S3OutputStream object = begin(deadline, calls)) {
            object.write(content, 0, content.length);
            assertThrows(OutOfTime.class, object::complete);
        }

        assertEquals(0, calls.count("CompleteMultipartUpload"));
        assertEquals(0, openUploads());
    }
}
