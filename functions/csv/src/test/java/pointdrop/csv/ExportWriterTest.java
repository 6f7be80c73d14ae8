package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Birthday;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.ListedCustomer;

class ExportWriterTest {
    private static final String HEADER = "\uFEFFEmail,Name,Membership Type,Points,Birthday,Created Date\r\n";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String export(Customer customer) throws IOException {
        try (ExportWriter writer = new ExportWriter(bytes, Delimiter.COMMA)) {
            writer.write(new ListedCustomer(new EmailAddress("ada@example.com"), customer.points(), customer.name(),
                    customer.tier(), customer.birthday(), customer.createdAt(), List.of()));
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void aCustomerIsALineThatEveryImportUnderstands() throws IOException {
        assertEquals(HEADER + "ada@example.com,\"Lovelace, Ada\",Gold,-5,1990-01-15,2024-01-31\r\n",
                export(new Customer(-5, "Lovelace, Ada", "Gold", Birthday.fromText("1990-01-15"),
                        LocalDate.of(2024, 1, 31))));
    }

    @Test
    void anUnknownValueIsAnEmptyCell() throws IOException {
        assertEquals(HEADER + "ada@example.com,,,0,,\r\n", export(new Customer(0, null, null, null, null)));
    }

    @Test
    void textThatASpreadsheetWouldRunIsEscaped() throws IOException {
        assertEquals(HEADER + "ada@example.com,'=1+1,'@Gold,0,02/29,\r\n",
                export(new Customer(0, "=1+1", "@Gold", Birthday.fromText("02/29"), null)));
    }

    @Test
    void pointsThatCannotBeReadAreAnEmptyCell() throws IOException {
        try (ExportWriter writer = new ExportWriter(bytes, Delimiter.COMMA)) {
            writer.write(new ListedCustomer(new EmailAddress("ada@example.com"), null, "Ada", null, null, null,
                    List.of("points is \"1.5\"")));
        }

        assertEquals(HEADER + "ada@example.com,Ada,,,,\r\n", bytes.toString(UTF_8));
    }

    @Test
    void aFlushWritesEverythingSoFar() throws IOException {
        try (ExportWriter writer = new ExportWriter(bytes, Delimiter.COMMA)) {
            writer.flush();
            assertEquals(HEADER, bytes.toString(UTF_8));
        }
    }
}
