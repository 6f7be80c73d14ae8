package pointdrop.local;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.ImportId;
import pointdrop.domain.Rejection;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts a request, and waits until what it asks for has ended.
record RequestCommand(Verb verb, String shop, String importId) {

    /// @return the exit code
    int run() throws Exception {
        if (!ImportId.isId(importId)) {
            throw new IllegalStateException(
                    "\"%s\" is not the id of an import, such as 20261123T234205Z-9f2c41d07a. \"infra/local/pointdrop history %s\" lists them."
                            .formatted(importId, shop));
        }
        Map<String, String> variables = EndpointsFile.in(Main.data()).use();
        try (S3Client s3 = S3Client.create()) {
            StackClient stackClient = new StackClient(s3, variables);
            PendingRequest.Answer answer = await(stackClient);
            System.out.print(text(answer, stackClient.stores().dataBucket()));
            return succeeded(answer.moved()) ? 0 : 1;
        }
    }

    private PendingRequest.Answer await(StackClient stackClient) throws InterruptedException {
        PendingRequest request = stackClient.ask(verb, shop, importId);
        if (verb == Verb.CANCEL) {
            return stackClient.await(request, _ -> {});
        }
        try (RowsBar bar = new RowsBar(verb == Verb.START ? "Importing" : "Undoing")) {
            return stackClient.await(request, bar);
        }
    }

    private boolean succeeded(@Nullable HistoryEntry moved) {
        return moved != null && moved.status() == (verb == Verb.CANCEL ? Status.CANCELLED : Status.COMPLETED);
    }

    private String text(PendingRequest.Answer answer, String dataBucket) {
        Rejection refusal = answer.refusal();
        HistoryEntry moved = answer.moved();
        if (refusal != null) {
            return String.format(Locale.ROOT, "The request to %s import %s was refused. It changed nothing.%n%s: %s%n",
                    verb.label(), importId, refusal.code(), refusal.message());
        }
        return moved == null ? "" : ResultText.of(moved, dataBucket);
    }
}
