package pointdrop.web;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import pointdrop.csv.Delimiter;
import pointdrop.storage.Drops;
import pointdrop.storage.Expected;
import pointdrop.storage.Expected.Arrival;
import pointdrop.storage.MetadataText;
import pointdrop.web.Refused.Code;

/// Requests for exports, put where an S3 client would put them.
record ExportsApi(Web web) {
    /// After which a call that has not put its object never will; the timeout of the function in template.yaml is shorter.
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_DELIMITER = 20;

    /// The same key of the client asks for the same export. Its object is put again only where the call that had to put it was stopped.
    Answer create(Call call, Caller caller) {
        String request = request(call.fields(), caller);
        String shop = caller.shop().id();
        Optional<String> idempotencyKey = idempotencyKey(call);
        String id = idempotencyKey.map(key -> Expected.idOf(shop, key))
                .orElseGet(web.stores().expected()::newId);
        Arrival asked = new Arrival(shop, "exports/%s/%s.json".formatted(shop, id), web.stores().deadline().now(),
                request, null);
        Optional<Arrival> before = web.stores().expected().expect(id, asked);
        Arrival standing = before.orElse(asked);
        if (!standing.content().equals(request)) {
            throw new Refused(Code.IDEMPOTENCY_KEY_USED,
                    "This Idempotency-Key was used for an export with another address or delimiter. Use a new one.");
        }
        drop(asked, before, MetadataText.write(caller.by()));
        return answer(202, id, standing)
                .with("location", "/api/v1/shops/%s/exports/%s".formatted(caller.shop().id(), id));
    }

    private void drop(Arrival asked, Optional<Arrival> before, String by) {
        Drops drops = web.stores().drops();
        if (before.isEmpty()) {
            drops.put(asked.key(), asked.content(), by);
        } else if (before.get().importId() == null && asked.until().isAfter(before.get().until().plus(LONGEST_CALL))) {
            drops.putIfAbsent(asked.key(), asked.content(), by);
        }
    }

    private static Optional<String> idempotencyKey(Call call) {
        Optional<String> key = call.header("idempotency-key");
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw Refused.because(Code.REQUEST_INVALID,
                    "Idempotency-Key has 1 to %d characters.", LONGEST_KEY);
        }
        return key;
    }

    /// The content of the object.
    private static String request(Fields fields, Caller caller) {
        String recipient = UploadsApi.recipient(fields, "email", caller).orElse(caller.shop().contact());
        String delimiter = fields.text("delimiter", LONGEST_DELIMITER).orElse(",");
        Map<String, String> request = new LinkedHashMap<>();
        request.put("email", recipient);
        request.put("delimiter", Delimiter.named(delimiter)
                .map(Delimiter::label)
                .orElseThrow(() -> new Refused(Code.REQUEST_INVALID,
                        "The field \"delimiter\" must be \",\", \";\" or \"tab\".")));
        try {
            return JSON.std.asString(request);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    Answer show(Call call, Caller caller) {
        String id = call.part("uploadId");
        Arrival request = web.stores()
                .expected()
                .find(caller.shop().id(), id)
                .filter(known -> known.key().startsWith("exports/"))
                .orElseThrow(Refused::notFound);
        return answer(200, id, request);
    }

    private static Answer answer(int status, String id, Arrival request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", id);
        fields.put("state", request.importId() == null ? "waiting" : "exporting");
        if (request.importId() != null) {
            fields.put("importId", request.importId());
        }
        Answer answer = Answer.json(status, fields);
        return request.importId() == null ? answer.with("retry-after", "1") : answer;
    }
}
