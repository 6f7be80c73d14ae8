package pointdrop.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pointdrop.domain.Action;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.Expected.Arrival;
import pointdrop.storage.MetadataText;
import pointdrop.web.Refused.Code;

/// Links by which a file is put where an S3 client would put it.
record UploadsApi(Web web) {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NOTE = 200;
    private static final int LONGEST_ADDRESS = 320;

    Answer create(Call call, Caller caller) {
        Fields fields = call.fields();
        Action action = action(fields);
        String file = FileName.of(fields.requiredText("file", LONGEST_NAME));
        long size = size(fields);
        Optional<String> sha256 = sha256(fields);
        Map<String, String> metadata = metadata(fields, caller);
        String id = web.stores().expected().newId();
        Instant until = web.stores().deadline().now().plus(LIFETIME);
        String key = "imports/%s/%s/%s/%s".formatted(caller.shop().id(), action.label(), id, file);
        web.stores().expected().expect(id, new Arrival(caller.shop().id(), key, until, "", null));
        SignedLinks.Put put = web.links().put(key, size, sha256, metadata, LIFETIME);
        Map<String, Object> upload = new LinkedHashMap<>();
        upload.put("uploadId", id);
        upload.put("url", put.url());
        upload.put("headers", put.headers());
        upload.put("expiresAt", until.toString());
        return Answer.json(201, upload)
                .with("location", "/api/v1/shops/%s/uploads/%s".formatted(caller.shop().id(), id));
    }

    private static Action action(Fields fields) {
        String label = fields.requiredText("action", LONGEST_NAME);
        return Action.named(label)
                .orElseThrow(() -> Refused.because(Code.ACTION_UNKNOWN,
                        "There is no action \"%s\". Use one of %s.", label, Action.names()));
    }

    private long size(Fields fields) {
        long size = fields.requiredNumber("size");
        if (size < 1) {
            throw new Refused(Code.REQUEST_INVALID, "The file is empty. Choose one that has a header and rows.");
        }
        long limit = web.stores().environment().requiredNumber("POINTDROP_SIZE_LIMIT");
        if (size > limit) {
            throw Refused.because(Code.FILE_TOO_LARGE,
                    "The file has %,d bytes, the limit is %,d. Split it into several.", size, limit);
        }
        return size;
    }

    private static Optional<String> sha256(Fields fields) {
        Optional<String> sha256 = fields.text("sha256", LONGEST_NAME);
        if (sha256.filter(digest -> !SHA256.matcher(digest).matches()).isPresent()) {
            throw new Refused(Code.REQUEST_INVALID, "The field \"sha256\" must be 64 hexadecimal digits.");
        }
        return sha256;
    }

    private static Map<String, String> metadata(Fields fields, Caller caller) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("by", MetadataText.write(caller.by()));
        fields.text("note", LONGEST_NOTE)
                .map(MetadataText::write)
                .filter(note -> !note.isEmpty())
                .ifPresent(note -> metadata.put("note", note));
        recipient(fields, "notify", caller).ifPresent(address -> metadata.put("notify", address));
        if (fields.flag("review")) {
            metadata.put("review", "yes");
        }
        if (fields.flag("repeat")) {
            metadata.put("repeat", "yes");
        }
        return metadata;
    }

    /// Who gets the mail: the address in a field where the shop allows it, else the operator who has signed in; nobody for an API token,
    /// which leaves it to the shop's contact.
    static Optional<String> recipient(Fields fields, String name, Caller caller) {
        Optional<String> asked = fields.text(name, LONGEST_ADDRESS).filter(address -> !address.isBlank());
        if (asked.isEmpty()) {
            return caller.email().map(EmailAddress::value);
        }
        return Optional.of(EmailAddress.parse(asked.get())
                .map(EmailAddress::value)
                .filter(caller.shop()::allows)
                .orElseThrow(() -> Refused.because(Code.RECIPIENT_NOT_ALLOWED,
                        "Mails of this shop may not go to \"%s\". Leave the address out, or have it allowed.",
                        asked.get())));
    }

    Answer show(Call call, Caller caller) {
        Arrival upload = web.stores()
                .expected()
                .find(caller.shop().id(), call.part("uploadId"))
                .filter(known -> known.key().startsWith("imports/"))
                .orElseThrow(Refused::notFound);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", state(upload));
        if (upload.importId() != null) {
            fields.put("importId", upload.importId());
        }
        Answer answer = Answer.json(200, fields);
        return upload.importId() == null ? answer.with("retry-after", "1") : answer;
    }

    private String state(Arrival upload) {
        if (upload.importId() != null) {
            return "imported";
        }
        if (web.stores().drops().isThere(upload.key())) {
            return "received";
        }
        return web.stores().deadline().now().isAfter(upload.until()) ? "expired" : "waiting";
    }
}
