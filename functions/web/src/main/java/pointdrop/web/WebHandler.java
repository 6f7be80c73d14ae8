package pointdrop.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import pointdrop.mail.Services;
import pointdrop.storage.Log;
import pointdrop.web.Refused.Code;

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
        Answer answer = answer(web.forInvocation(context, call), call);
        return (call.method().equals("HEAD") ? answer.withBody("") : answer).response(web.standardHeaders());
    }

    private Answer answer(Web invocation, Call call) {
        try {
            Answer answer = routes.answer(invocation, call);
            tell(invocation.log(), call, answer.status());
            return answer;
        } catch (Refused refused) {
            tell(invocation.log().with("code", refused.code().name()), call, refused.status());
            return call.isApi() ? refused.answer(call.requestId()) : invocation.pages().error(refused);
        } catch (RuntimeException failed) {
            routes.about(call, invocation.log(), true).error("The call failed", failed);
            return new Refused(Code.INTERNAL, "Something went wrong on our side. Try again in a moment.")
                    .answer(call.requestId());
        } finally {
            invocation.services().tellThrottling();
        }
    }

    /// Calls that only read are in the access log of the gateway.
    private void tell(Log log, Call call, int status) {
        if (!call.isSafe()) {
            boolean letIn = status != 401 && status != 404;
            routes.about(call, log, letIn)
                    .with("caller", call.caller())
                    .with("status", status)
                    .info("A call is answered");
        }
    }
}
