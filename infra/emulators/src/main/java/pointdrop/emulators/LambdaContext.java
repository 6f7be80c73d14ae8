package pointdrop.emulators;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What Lambda tells a function about one invocation.
public final class LambdaContext implements Context {
    private final String function;
    private final String requestId = UUID.randomUUID().toString();
    private final Instant end;
    private final InstantSource clock;

    public LambdaContext(String function, Duration timeout) {
        this(function, Instant.now().plus(timeout), Clock.systemUTC());
    }

    /// @param end when the platform stops it, by this clock
    public LambdaContext(String function, Instant end, InstantSource clock) {
        this.function = function;
        this.end = end;
        this.clock = clock;
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

    /// No function of ours uses it: in Lambda's JSON format it wraps each message into another object.
    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException("Services.log() is the log of the functions");
    }
}
