package pointdrop.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// The mail about an undo that has ended.
final class UndoMail {
    private UndoMail() {}

    /// @param report link to the rows that stay; nothing where there are none
    static Mail of(HistoryEntry entry, String to, Optional<Link> report) {
        Counts counts = entry.counts();
        MailBuilder mail = new MailBuilder()
                .paragraph("The import %s of the file \"%s\" was undone.".formatted(entry.undo().undoes(),
                        entry.origin().file()))
                .result(String.format(Locale.ROOT, "Reversed: %d rows, not reversed: %d rows", counts.succeeded(),
                        counts.failed()))
                .lines(List.of(
                        String.format(Locale.ROOT, "Rows taken back: %d, rows that were back already: %d",
                                counts.changed(), counts.unchanged()),
                        String.format(Locale.ROOT, "Points added: %d, points removed: %d", counts.pointsAdded(),
                                counts.pointsRemoved())));
        if (counts.failed() > 0) {
            report.ifPresent(link -> mail
                    .link("Rows that were not reversed (%s)".formatted(MailBuilder.count(counts.failed(), "row")),
                            link));
            mail.paragraph(
                    "The report says why each of them stays. It has the points that would take it back: dropped in as add-points, as it is, it moves those points alone.");
        }
        if (counts.notProcessed() > 0) {
            mail.paragraph(
                    "%s could not be processed because of a technical problem. Ask for the same undo again, rather than dropping the report in: it goes on with those rows."
                            .formatted(MailBuilder.count(counts.notProcessed(), "row")));
        }
        return ImportMail.origin(mail, entry)
                .build(to, String.format(Locale.ROOT, "Undo %s: %d of %d rows reversed",
                        entry.status() == Status.FAILED ? "failed" : "finished", counts.succeeded(), entry.rows()));
    }
}
