package pointdrop.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import pointdrop.domain.Cell;
import pointdrop.domain.Counts;
import pointdrop.domain.Summary;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.Status;

/// The mail about an import that has closed.
final class ImportMail {
    private ImportMail() {}

    /// @param report link to the error report; nothing for a file that was rejected or given up
    static Mail of(HistoryEntry entry, String to, Asking asking, Optional<Link> report) {
        if (entry.findings().rejection() != null) {
            return rejected(entry, to);
        }
        return entry.undo().undoes() == null ? finished(entry, to, asking, report) : UndoMail.of(entry, to, report);
    }

    private static Mail rejected(HistoryEntry entry, String to) {
        String subject = switch (entry.status()) {
            case FAILED -> "Import failed";
            case CANCELLED -> "Import cancelled";
            default -> "Import rejected";
        };
        MailBuilder mail = new MailBuilder()
                .paragraph("The file \"%s\" was not imported. Nothing was changed.".formatted(entry.origin().file()))
                .result(entry.message());
        if (entry.status() == Status.CANCELLED) {
            mail.paragraph("To import it after all, drop the file in again.");
        }
        return origin(mail, entry)
                .build(to, subject + ": nothing was changed");
    }

    private static Mail finished(HistoryEntry entry, String to, Asking asking, Optional<Link> report) {
        Counts counts = entry.counts();
        MailBuilder mail = new MailBuilder().paragraph("The file \"%s\" was imported.".formatted(entry.origin().file()))
                .result(String.format(Locale.ROOT, "Success: %d rows, Failed: %d rows", counts.succeeded(),
                        counts.failed()))
                .lines(details(entry, counts, """
                        Rows that changed a customer: %d, rows that found nothing to change: %d
                        Points added: %d, points removed: %d
                        """));
        report.ifPresent(
                link -> mail.link("Error report (%s)".formatted(MailBuilder.count(counts.failed(), "row")), link));
        nextStep(counts).forEach(mail::paragraph);
        if (counts.changed() > 0) {
            mail.paragraph("It can be undone until %s.".formatted(asking.undoUntil(entry)));
            asking.addPage(mail, "Look at what it changed, and undo it", entry);
            mail.paragraph(
                    "To undo it with an S3 client, put an object into the uploads bucket; what it contains does not matter:")
                    .lines(List.of(asking.command(Verb.UNDO, entry)));
        }
        return origin(mail, entry)
                .build(to, String.format(Locale.ROOT, "Import %s: %d of %d rows applied",
                        entry.status() == Status.FAILED ? "failed" : "finished", counts.succeeded(), entry.rows()));
    }

    /// What the owner has to do with the report, the most important thing first.
    private static List<String> nextStep(Counts counts) {
        List<String> steps = new ArrayList<>();
        if (counts.notKnown() > 0) {
            steps.add(
                    "Before you drop the report in: %s in it may have been applied before a technical problem, marked NOT_KNOWN. Look at the balances of these customers, and delete the rows that were applied."
                            .formatted(MailBuilder.count(counts.notKnown(), "row")));
        }
        if (counts.notProcessed() > 0) {
            steps.add(
                    "%s could not be processed because of a technical problem. Drop the report in again to finish the import: rows that are known to be applied are not in it."
                            .formatted(MailBuilder.count(counts.notProcessed(), "row")));
        } else if (counts.failed() > counts.notKnown()) {
            steps.add(
                    "The report holds the rows that were not applied, each with the reason. Correct them there and drop the report in again as it is: its columns Row and Error are ignored.");
        }
        return steps;
    }

    /// @param sentences of changed and unchanged rows, and of points added and removed, with a line each
    /// @param counts of the import, or of its review
    static List<String> details(HistoryEntry entry, Counts counts, String sentences) {
        Summary summary = entry.summary();
        List<String> lines = new ArrayList<>(String.format(Locale.ROOT, sentences, counts.changed(), counts.unchanged(),
                counts.pointsAdded(), counts.pointsRemoved()).lines().toList());
        if (counts.repeatedEmails() > 0) {
            lines.add("Customers in more than one row, applied from top to bottom: " + counts.repeatedEmails());
        }
        if (!summary.unusedColumns().isEmpty()) {
            lines.add("Columns that were not used: " + String.join(", ", summary.unusedColumns()));
        }
        if (summary.shortRows() > 0) {
            lines.add("Rows that end before the last column, read as if empty cells followed: " + summary.shortRows());
        }
        lines.add("%s (%s, %s)".formatted(summary.message(), summary.encoding(), summary.delimiter()));
        if (!summary.nonAsciiCells().isEmpty()) {
            lines.add(encoding(summary));
        }
        return lines;
    }

    /// Whether it was guessed right, only a person sees.
    private static String encoding(Summary summary) {
        String cells = summary.nonAsciiCells().stream().map(Cell::quote).collect(Collectors.joining(", "));
        return summary.encoding().startsWith("UTF-")
                ? "Cells beyond ASCII were read as " + cells
                : "The file was taken for %s. Check that these cells are right, or save it as CSV (UTF-8) next time: %s"
                        .formatted(summary.encoding(), cells);
    }

    static MailBuilder origin(MailBuilder mail, HistoryEntry entry) {
        String note = entry.origin().note();
        if (note != null) {
            mail.paragraph("Note: " + note);
        }
        return mail.paragraph("Shop: %s. Action: %s. Import: %s, started %s.".formatted(entry.shop(),
                entry.origin().action(), entry.id(), Text.time(entry.origin().startedAt())));
    }
}
