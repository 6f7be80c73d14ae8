package pointdrop.mail;

import java.util.Locale;
import java.util.Optional;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// The mail about an export that has closed.
final class ExportMail {
    private ExportMail() {}

    /// @param file link to the export; nothing for a request that was rejected or given up
    static Mail of(HistoryEntry entry, String to, Optional<Link> file) {
        String origin = "Shop: %s. Request: %s. Export: %s, started %s.".formatted(entry.shop(), entry.origin().file(),
                entry.id(), Text.time(entry.origin().startedAt()));
        if (entry.findings().rejection() != null) {
            return new MailBuilder()
                    .paragraph("The request \"%s\" was not answered with an export.".formatted(entry.origin().file()))
                    .result(entry.message())
                    .paragraph(origin)
                    .build(to, entry.status() == Status.FAILED ? "Export failed" : "Export rejected");
        }
        MailBuilder mail = new MailBuilder()
                .paragraph("The customers of the shop %s were exported.".formatted(entry.shop()))
                .result(MailBuilder.count(entry.rows(), "customer"));
        file.ifPresent(link -> mail.link("Export", link));
        if (entry.counts().failed() > 0) {
            mail.paragraph(
                    "Not everything could be read of %s. What could not is an empty cell in the file. The first of them:"
                            .formatted(MailBuilder.count(entry.counts().failed(), "customer")))
                    .lines(entry.summary()
                            .problems()
                            .stream()
                            .map(problem -> String.format(Locale.ROOT, "Row %d: %s", problem.row(),
                                    problem.problem().message()))
                            .toList());
        }
        return mail
                .paragraph(
                        "The file can be edited and dropped in again. Columns that an action does not use are ignored, "
                                + "and what is not edited stays as it is: as reset-points, the whole file changes nothing.")
                .paragraph(origin)
                .build(to, "Export finished: " + MailBuilder.count(entry.rows(), "customer"));
    }
}
