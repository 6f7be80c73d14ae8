package pointdrop.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.function.Consumer;
import pointdrop.mail.Services;
import pointdrop.web.Refused.Code;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Answers one HTTP request, as an HTTP API hands it over (payload format 2.0).
public final class WebHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Web web;
    private final Routes routes = new Routes();

    public WebHandler() {
        this(Services.of(System.getenv()));
    }

    public WebHandler(Services services) {
        this.web = Web.of(services);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        Call call = Call.of(event, context.getAwsRequestId());
        Consumer<RuntimeException> log = failed -> context.getLogger()
                .log("Request " + call.requestId() + " failed: " + trace(failed));
        Answer answer = answer(web.forInvocation(context.getRemainingTimeInMillis(), log), call);
        return (call.method().equals("HEAD") ? answer.withBody("") : answer).response(web.standardHeaders());
    }

    private Answer answer(Web invocation, Call call) {
        try {
            return routes.answer(invocation, call);
        } catch (Refused refused) {
            return call.isApi() ? refused.answer(call.requestId()) : invocation.pages().error(refused);
        } catch (RuntimeException failed) {
            invocation.failures().accept(failed);
            return new Refused(Code.INTERNAL, "Something went wrong on our side. Try again in a moment.")
                    .answer(call.requestId());
        }
    }

    /// The log says nothing of what was asked for: a path may hold a token, a body an address. Messages of exceptions may quote them.
    private static String trace(Throwable failed) {
        StringBuilder trace = new StringBuilder();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            trace.append(cause.getClass().getName());
            if (cause instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
                trace.append(' ').append(refused.awsErrorDetails().errorCode()).append(' ').append(refused.requestId());
            }
            trace.append('\n');
            for (StackTraceElement place : cause.getStackTrace()) {
                trace.append("\tat ").append(place).append('\n');
            }
            trace.append(cause.getCause() == null ? "" : "Caused by: ");
        }
        return trace.toString();
    }
}
