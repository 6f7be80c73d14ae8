package pointdrop.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;
import pointdrop.domain.Customer;
import pointdrop.domain.ListedCustomer;

/// Writes customers as `Email,Name,Membership Type,Points,Birthday,Created Date`, in UTF-8 with a byte order mark. Every
/// import understands it.
public final class ExportWriter implements Closeable {
    private final CSVPrinter printer;

    public ExportWriter(OutputStream out, Delimiter delimiter) throws IOException {
        this.printer = Csv.printerForSpreadsheets(out, delimiter);
        printer.printRecord("Email", "Name", "Membership Type", "Points", "Birthday", "Created Date");
    }

    public void write(ListedCustomer listed) throws IOException {
        Customer customer = listed.customer();
        printer.printRecord(Cell.escape(listed.email().value()), text(customer.name()), text(customer.tier()),
                customer.points(), customer.birthday() == null ? "" : customer.birthday().text(),
                customer.createdAt() == null ? "" : customer.createdAt());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : Cell.escape(value);
    }

    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
