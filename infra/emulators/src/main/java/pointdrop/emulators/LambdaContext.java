package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Lambda tells a function about one invocation.
public final class LambdaContext implements Context {
    private final String function;
    private final String requestId = UUID.randomUUID().toString();
    private final Instant end;
    private final InstantSource clock;
    private final Consumer<String> log;

    /// A context that drops the log.
    public LambdaContext(String function, Duration timeout) {
        this(function, timeout, _ -> {});
    }

    /// @param log takes what the function logs
    public LambdaContext(String function, Duration timeout, Consumer<String> log) {
        this(function, Instant.now().plus(timeout), Clock.systemUTC(), log);
    }

    /// @param end when the platform stops it, by this clock
    public LambdaContext(String function, Instant end, InstantSource clock, Consumer<String> log) {
        this.function = function;
        this.end = end;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + function;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) clock.instant().until(end).toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return (int) (Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                log.accept(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, UTF_8));
            }
        };
    }
}
