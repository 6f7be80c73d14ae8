package pointdrop.web;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a call is answered by.
///
/// @param cookies values of `Set-Cookie`
record Answer(int status, Map<String, String> headers, List<String> cookies, String body) {

    static Answer empty(int status) {
        return new Answer(status, Map.of(), List.of(), "");
    }

    static Answer json(int status, Map<String, ?> fields) {
        try {
            return empty(status).with("content-type", "application/json").withBody(JSON.std.asString(fields));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    static Answer html(int status, String page) {
        return empty(status).with("content-type", "text/html; charset=utf-8").withBody(page);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, cookies, body);
    }

    Answer withBody(String newBody) {
        return new Answer(status, headers, cookies, newBody);
    }

    Answer withCookie(String cookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Answer(status, headers, more, body);
    }

    /// @param standard headers that an answer has unless it has others
    APIGatewayV2HTTPResponse response(Map<String, String> standard) {
        Map<String, String> all = new HashMap<>(standard);
        all.putAll(headers);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withCookies(cookies)
                .withBody(body)
                .build();
    }
}
