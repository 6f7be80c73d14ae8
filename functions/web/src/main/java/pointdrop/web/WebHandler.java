package pointdrop.web;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import pointdrop.mail.Services;

/// Answers one HTTP request, as an HTTP API hands it over (payload format 2.0).
public final class WebHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Services services;

    public WebHandler() {
        this(Services.of(System.getenv()));
    }

    public WebHandler(Services services) {
        this.services = services;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        services.forInvocation(context.getRemainingTimeInMillis());
        return APIGatewayV2HTTPResponse.builder().withStatusCode(404).build();
    }
}
