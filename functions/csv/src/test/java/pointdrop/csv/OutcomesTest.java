package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Birthday;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;

class OutcomesTest {
    private static final List<String> HEADER = List.of("Email", "Reason");
    private static final List<String> CELLS = List.of("", "Goodwill,' =twice");
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");
    private static final Outcome.Changed ADDED = new Outcome.Changed(2, ADA, customer(1500, null, "one"),
            customer(1129, null, "one"));
    private static final Outcome.Changed UPDATED = new Outcome.Changed(3, ADA, customer(1129, null, null),
            new Customer(7, "Ada", "Gold", Birthday.fromText("02/29"), null, "two", null));
    private static final Outcome.Changed CREATED = new Outcome.Changed(4, ADA, null,
            new Customer(0, "Ada", null, null, LocalDate.of(2024, 2, 29), null, null));
    private static final Outcome.Changed DELETED = new Outcome.Changed(5, ADA, CREATED.after(), null);
    private static final Outcome UNCHANGED = new Outcome.Unchanged(6, ADA, 1129);
    private static final Outcome FAILED = new Outcome.Failed(7,
            List.of(new Problem(ProblemCode.EMAIL_MISSING, "None."),
                    new Problem(ProblemCode.POINTS_INVALID, "No number.")));

    private static Customer customer(long points, @Nullable String tier, @Nullable String setBy) {
        return new Customer(points, null, tier, null, null, setBy, null);
    }

    /// What the writer writes of rows that all have the same cells.
    private static ByteArrayInputStream written(Outcome... outcomes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutcomesWriter writer = new OutcomesWriter(bytes, HEADER)) {
            for (Outcome outcome : outcomes) {
                writer.write(LedgerLine.of(outcome, "Goodwill", CELLS));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void eachRowIsALineWithWhatItChanged() throws IOException {
        assertEquals("""
                Row,Outcome,Email,Before,Delta,After,Set By Before,Set By After,Created Before,Created After,\
                Name Before,Name After,Tier Before,Tier After,Birthday Before,Birthday After,Reason,Error,Email,Reason
                2,changed,ada@example.com,1500,-371,1129,one,one,,,,,,,,,Goodwill,
                3,changed,ada@example.com,1129,-1122,7,,two,,,,Ada,,Gold,,02/29,Goodwill,
                4,changed,ada@example.com,0,0,0,,,,2024-02-29,,Ada,,,,,Goodwill,
                5,changed,ada@example.com,0,0,0,,,2024-02-29,,Ada,,,,,,Goodwill,
                6,unchanged,ada@example.com,1129,0,1129,,,,,,,,,,,Goodwill,
                7,failed,,,,,,,,,,,,,,,Goodwill,EMAIL_MISSING: None. | POINTS_INVALID: No number.,,"Goodwill,' =twice"
                """,
                new String(Csv.gunzip(written(ADDED, UPDATED, CREATED, DELETED, UNCHANGED, FAILED)).readAllBytes(),
                        UTF_8).replace("\r\n", "\n"));
    }

    @Test
    void whatRowsChangedIsReadBack() throws IOException {
        List<Outcome> read = new ArrayList<>();
        try (OutcomesReader reader = new OutcomesReader(written(ADDED, UPDATED, CREATED, DELETED))) {
            assertEquals(HEADER, reader.header());
            for (Optional<LedgerLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                read.add(line.get().changed());
            }
        }

        assertEquals(List.of(ADDED, UPDATED, CREATED, DELETED), read);
    }

    @Test
    void failedRowsAreReadBackWithTheirCells() throws IOException {
        try (OutcomesReader reader = new OutcomesReader(written(FAILED))) {
            LedgerLine line = reader.next().orElseThrow();

            assertEquals("7 failed EMAIL_MISSING: None. | POINTS_INVALID: No number.",
                    line.row() + " " + line.outcome() + " " + line.error());
            assertEquals(CELLS, line.cells());
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void outcomesOfAnotherFormatAreToldApart() throws IOException {
        try (OutcomesReader reader = new OutcomesReader(written(ADDED))) {
            assertTrue(reader.isKnownFormat());
        }
        for (String older : List.of("Row,Outcome,Email,Before,Delta,After,Reason,Error,Email\r\n",
                "Row,Outcome,Email,Before,Delta,After,Reason,Error,a,b,c,d,e,f,g,h,i,j,k,l\r\n")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzipped = Csv.gzip(bytes)) {
                gzipped.write(older.getBytes(UTF_8));
            }

            try (OutcomesReader reader = new OutcomesReader(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertFalse(reader.isKnownFormat(), older);
            }
        }
    }

    /// As an undo keeps what it could not take back.
    @Test
    void aLineFitsIntoTheCellsOfAnother() throws IOException {
        LedgerLine original = LedgerLine.of(UPDATED, "Goodwill", List.of());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutcomesWriter writer = new OutcomesWriter(bytes, OutcomesWriter.ownHeader())) {
            writer.write(LedgerLine.of(FAILED, "", original.own()));
        }

        try (OutcomesReader reader = new OutcomesReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(original, LedgerLine.ofCells(reader.next().orElseThrow().cells()));
        }
    }
}
