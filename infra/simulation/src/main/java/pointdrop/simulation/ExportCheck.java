package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Holds the file of an export against every write to a customer.
record ExportCheck(CustomerWrites writes, String shop) {

    /// @param file has each customer once, in the order of addresses, in a state that the customer was in
    void check(byte[] file) {
        Set<String> seen = new HashSet<>();
        String before = "";
        for (CSVRecord line : Reports.lines(file)) {
            String email = line.get("Email");
            require(email.compareTo(before) > 0, "%s stands behind %s in the export", email, before);
            before = email;
            seen.add(email);
            String points = line.get("Points");
            Known told = new Known(points.isEmpty() ? 0 : Long.parseLong(points), text(line, "Name"),
                    text(line, "Membership Type"), text(line, "Birthday"), points.isEmpty());
            require(writes.states(shop, email).contains(told), "%s is exported as %s, and never was", email, told);
        }
        for (String email : Lines.CUSTOMERS) {
            require(seen.contains(email) || writes.of(shop, email).stream().noneMatch(CustomerWrites.Write::wasFirst),
                    "%s is missing in the export", email);
        }
    }

    private static @Nullable String text(CSVRecord line, String column) {
        String cell = line.get(column);
        return cell.isEmpty() ? null : cell;
    }
}
