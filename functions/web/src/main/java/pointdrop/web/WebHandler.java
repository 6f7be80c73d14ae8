package pointdrop.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import pointdrop.mail.Services;
import pointdrop.web.Refused.Code;

/// Answers one HTTP request, as an HTTP API hands it over (payload format 2.0).
public final class WebHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Web web;

    public WebHandler() {
        this(Services.of(System.getenv()));
    }

    public WebHandler(Services services) {
        this.web = Web.of(services);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        Call call = Call.of(event, context.getAwsRequestId());
        Answer answer = answer(web.forInvocation(context.getRemainingTimeInMillis()), call, context);
        return (call.method().equals("HEAD") ? answer.withBody("") : answer).response(web.standardHeaders());
    }

    /// The log says nothing of what was asked for: a path may hold a token, a body an address.
    private static Answer answer(Web web, Call call, Context context) {
        try {
            return new Routes(web).answer(call);
        } catch (Refused refused) {
            return call.isApi() ? refused.answer(call.requestId()) : web.pages().error(refused);
        } catch (RuntimeException failed) {
            StringWriter trace = new StringWriter();
            failed.printStackTrace(new PrintWriter(trace));
            context.getLogger().log("Request " + call.requestId() + " failed: " + trace);
            return new Refused(Code.INTERNAL, "Something went wrong on our side. Try again in a moment.")
                    .answer(call.requestId());
        }
    }
}
