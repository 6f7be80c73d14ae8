package pointdrop.mail;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;

/// The mail about an import whose review has ended.
final class ReadyMail {
    private ReadyMail() {}

    /// @param report link to the rows that would fail; nothing where there are none
    static Mail of(HistoryEntry entry, String to, Asking asking, Optional<Link> report) {
        Counts counts = entry.review().projected();
        String until = Text.time(requireNonNull(entry.review().readyUntil()));
        MailBuilder mail = new MailBuilder()
                .paragraph(
                        "The file \"%s\" was reviewed. Nothing has been changed yet.".formatted(entry.origin().file()))
                .result(String.format(Locale.ROOT, "Would succeed: %d rows, would fail: %d rows", counts.succeeded(),
                        counts.failed()))
                .lines(ImportMail.details(entry, counts, """
                        Rows that would change a customer: %d, rows that would find nothing to change: %d
                        Points that would be added: %d, points that would be removed: %d
                        """));
        report.ifPresent(link -> mail
                .link("Rows that would fail (%s)".formatted(MailBuilder.count(counts.failed(), "row")), link));
        mail.paragraph(
                "Start it until %s. Customers may change until then: what counts is what they are when it starts."
                        .formatted(until));
        asking.addPage(mail, "Look at it and start it, or cancel it", entry);
        mail.paragraph(
                "To start it with an S3 client, put an object into the uploads bucket; what it contains does not matter:")
                .lines(List.of(asking.command(Verb.START, entry)))
                .paragraph("To cancel it, likewise:")
                .lines(List.of(asking.command(Verb.CANCEL, entry)));
        return ImportMail.origin(mail, entry)
                .build(to, String.format(Locale.ENGLISH, "Ready: %d of %d rows would be applied, %s; start it until %s",
                        counts.succeeded(), entry.rows(), points(counts), until));
    }

    private static String points(Counts counts) {
        return String.format(Locale.ENGLISH, "%+,d points", counts.pointsAdded().subtract(counts.pointsRemoved()));
    }
}
