package pointdrop.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.domain.Summary;
import pointdrop.storage.Author;
import pointdrop.storage.Consumption;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Ending;
import pointdrop.storage.HistoryEntry.Findings;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.HistoryEntry.Progress;
import pointdrop.storage.RequestRules;
import pointdrop.storage.Status;

class ImportMailTest {
    private static final Instant START = Instant.parse("2026-11-23T23:42:05Z");
    private static final Link LINK = new Link("https://data.example/report?a=1&b=2",
            Instant.parse("2026-11-24T00:43:00Z"));

    private static final Asking ASKING = new Asking("uploads", new RequestRules(Duration.ofDays(30)),
            _ -> Optional.empty());
    private static final Asking WITH_PAGE = new Asking("uploads", new RequestRules(Duration.ofDays(30)),
            entry -> Optional.of("https://points.example/" + entry.id()));

    private static HistoryEntry entry(String file, Counts counts, @Nullable Rejection rejection) {
        return entry(file, counts,
                new Summary(4, List.of("City", "Note"), counts.rows(), counts.rows(), "UTF-8", "semicolon",
                        List.of()),
                rejection);
    }

    private static HistoryEntry entry(String file, Counts counts, Summary summary, @Nullable Rejection rejection) {
        Status status = rejection != null
                ? Status.REJECTED
                : counts.notProcessed() > 0 ? Status.FAILED : Status.COMPLETED;
        return new HistoryEntry(
                new Origin(Kind.IMPORT, "demo", "20261123T234205Z-0009f2c41d", "add-points", file, null, START,
                        "For May & June", new Author(null, null), null),
                status,
                new Findings(rejection == null ? summary : null, null, null, rejection),
                new Progress(1, null, null, Set.of(), counts, Consumption.NONE, 0),
                new HistoryEntry.Review(Set.of(), Counts.NONE, Consumption.NONE, null, false, false),
                new HistoryEntry.Undo(null, null, null), new Ending(START, "reports/r.csv", false, false));
    }

    @Test
    void aFinishedImportIsMailedWithCountsLinkAndNextStep() {
        Mail mail = ImportMail.of(entry("may.csv", new Counts(7, 2, 1, 900, 50).withRepeatedEmails(2), null),
                "owner@demo.example", ASKING,
                Optional.of(LINK));

        assertEquals("owner@demo.example", mail.to());
        assertEquals("Import finished: 9 of 10 rows applied", mail.subject());
        assertEquals(
                """
                        The file "may.csv" was imported.

                        Success: 9 rows, Failed: 1 rows

                        - Rows that changed a customer: 7, rows that found nothing to change: 2
                        - Points added: 900, points removed: 50
                        - Customers in more than one row, applied from top to bottom: 2
                        - Columns that were not used: City, Note
                        - Validation passed: 4 columns, 10 data rows (UTF-8, semicolon)

                        Error report (1 row):
                        https://data.example/report?a=1&b=2
                        The link is valid until 24 November 2026 00:43 UTC.

                        The report holds the rows that were not applied, each with the reason. Correct them there and drop the report in again as it is: its columns Row and Error are ignored.

                        It can be undone until 23 December 2026 23:42 UTC.

                        To undo it with an S3 client, put an object into the uploads bucket; what it contains does not matter:

                        - aws s3api put-object --bucket uploads --key requests/demo/undo/20261123T234205Z-0009f2c41d

                        Note: For May & June

                        Shop: demo. Action: add-points. Import: 20261123T234205Z-0009f2c41d, started 23 November 2026 23:42 UTC.
                        """,
                mail.text());
        assertTrue(mail.html().contains("<a href=\"https://data.example/report?a=1&amp;b=2\">"), mail.html());
    }

    private static String finished(long shortRows, String encoding, String... cells) {
        Counts counts = new Counts(2, 0, 0, 0, 0);
        return ImportMail
                .of(entry("may.csv", counts,
                        new Summary(3, List.of(), 2, 2, shortRows, encoding, "comma", List.of(cells),
                                List.of()),
                        null), "owner@demo.example", ASKING, Optional.empty())
                .text();
    }

    @Test
    void whereThereIsAPageTheMailLeadsToItBeforeItTellsOfS3Clients() {
        String text = ImportMail.of(entry("may.csv", new Counts(7, 2, 1, 900, 50), null), "owner@demo.example",
                WITH_PAGE, Optional.of(LINK)).text();

        assertTrue(text.contains("""
                It can be undone until 23 December 2026 23:42 UTC.

                Look at what it changed, and undo it:
                https://points.example/20261123T234205Z-0009f2c41d

                To undo it with an S3 client,"""), text);
    }

    @Test
    void theMailThatAnImportIsReadySaysHowToStartAndCancelIt() {
        HistoryEntry reviewed = entry("may.csv", new Counts(0, 0, 0, 0, 0), null);
        HistoryEntry ready = new HistoryEntry(reviewed.origin(), Status.READY, reviewed.findings(), reviewed.progress(),
                new HistoryEntry.Review(Set.of(), new Counts(7, 2, 1, 900, 50), Consumption.NONE, START, false, false),
                reviewed.undo(),
                reviewed.ending());

        String text = ReadyMail.of(ready, "owner@demo.example", WITH_PAGE, Optional.of(LINK)).text();

        assertTrue(
                text.contains(
                        """
                                Rows that would fail (1 row):
                                https://data.example/report?a=1&b=2
                                The link is valid until 24 November 2026 00:43 UTC.

                                Start it until 23 November 2026 23:42 UTC. Customers may change until then: what counts is what they are when it starts.

                                Look at it and start it, or cancel it:
                                https://points.example/20261123T234205Z-0009f2c41d

                                To start it with an S3 client, put an object into the uploads bucket; what it contains does not matter:

                                - aws s3api put-object --bucket uploads --key requests/demo/start/20261123T234205Z-0009f2c41d

                                To cancel it, likewise:

                                - aws s3api put-object --bucket uploads --key requests/demo/cancel/20261123T234205Z-0009f2c41d
                                """),
                text);
    }

    @Test
    void whatWasAssumedOfTheEncodingIsShown() {
        String guessed = finished(0, "windows-1252", "Ren\u00E9 \u20AC", "Zo\u00EB");
        assertTrue(
                guessed.contains(
                        """
                                - Validation passed: 3 columns, 2 data rows (windows-1252, comma)
                                - The file was taken for windows-1252. Check that these cells are right, or save it as CSV (UTF-8) next time: "Ren\u00E9 \u20AC", \
                                "Zo\u00EB"
                                """),
                guessed);
        assertTrue(finished(0, "UTF-8", "Zo\u00EB").contains("- Cells beyond ASCII were read as \"Zo\u00EB\"\n"));
        assertFalse(finished(0, "UTF-8").contains("Cells"));
    }

    @Test
    void shortRowsAreCounted() {
        String text = finished(7, "UTF-8");
        assertTrue(text.contains("- Rows that end before the last column, read as if empty cells followed: 7\n"), text);
        assertFalse(finished(0, "UTF-8").contains("Rows that end"));
    }

    @Test
    void aRejectionSaysWhyAndThatNothingChanged() {
        Mail mail = ImportMail.of(entry("x.xlsx", Counts.NONE, new Rejection(Rejection.Code.FILE_NOT_TEXT,
                "This is an Excel workbook, not a CSV file. Save it as CSV (UTF-8) and drop it again.")),
                "owner@demo.example", ASKING, Optional.empty());

        assertEquals("Import rejected: nothing was changed", mail.subject());
        assertTrue(mail.text()
                .contains("Validation failed: This is an Excel workbook, not a CSV file. "
                        + "Save it as CSV (UTF-8) and drop it again."));
        assertTrue(mail.text().startsWith("The file \"x.xlsx\" was not imported. Nothing was changed."));
    }

    @Test
    void rowsThatWereNotProcessedAreMailedWithTheNextStep() {
        Mail mail = ImportMail.of(entry("may.csv", new Counts(7, 2, 1_200, 900, 50).withGivenUp(1_129, 0), null),
                "owner@demo.example", ASKING,
                Optional.of(LINK));

        assertEquals("Import failed: 9 of 1209 rows applied", mail.subject());
        assertTrue(mail.text()
                .contains("1,129 rows could not be processed because of a technical problem. "
                        + "Drop the report in again to finish the import: rows that are known to be applied are not in it."),
                mail.text());
    }

    @Test
    void rowsThatMayHaveBeenAppliedAreMailedWithTheNextStep() {
        Mail mail = ImportMail.of(entry("may.csv", new Counts(7, 2, 1, 900, 50).withGivenUp(0, 1), null),
                "owner@demo.example", ASKING,
                Optional.of(LINK));

        assertTrue(mail.text()
                .contains(
                        "Before you drop the report in: 1 row in it may have been applied before a technical problem, "
                                + "marked NOT_KNOWN. Look at the balances of these customers, and delete the rows that were applied."),
                mail.text());
        assertFalse(mail.text().contains("finish the import"), mail.text());
        assertFalse(mail.text().contains("The report holds"), mail.text());
    }

    @Test
    void namesFromOutsideAreEscaped() {
        Mail mail = ImportMail.of(entry("<img src=x>\"&'\r\nBcc: x.csv", new Counts(1, 0, 0, 1, 0), null),
                "o@x.example", ASKING,
                Optional.of(LINK));

        assertTrue(mail.html().contains("&lt;img src=x&gt;&quot;&amp;&#39; Bcc: x.csv"), mail.html());
        assertFalse(mail.html().contains("<img"), mail.html());
        assertTrue(mail.text().startsWith("The file \"<img src=x>\"&' Bcc: x.csv\" was imported.\n"), mail.text());
    }
}
