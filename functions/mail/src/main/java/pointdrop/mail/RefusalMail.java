package pointdrop.mail;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import pointdrop.storage.Decision;
import pointdrop.storage.Request;

/// The mail about a request that was refused.
final class RefusalMail {
    private RefusalMail() {}

    static Mail of(Decision refused, String to) {
        Request request = refused.request();
        String verb = request.knownVerb().map(Request.Verb::label).orElse("request");
        return new MailBuilder()
                .paragraph("The request to %s the import %s was refused. It changed nothing.".formatted(
                        request.verb(), request.importId()))
                .result(requireNonNull(refused.refusal()).message())
                .paragraph("Shop: %s. Import: %s. Request: %s, put %s.".formatted(request.shop(), request.importId(),
                        request.id(), Text.time(request.at())))
                .build(to, verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1)
                        + " refused: nothing was changed");
    }
}
