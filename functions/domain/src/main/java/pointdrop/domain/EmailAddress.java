package pointdrop.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.validator.routines.EmailValidator;

/// An e-mail address in the form customers are matched by: trimmed and in lower case.
public record EmailAddress(String value) implements Comparable<EmailAddress> {
    /// Octets of a path without its angle brackets, RFC 5321 section 4.5.3.1.3. It also keeps the address inside a
    /// DynamoDB sort key, which ends at 1,024 bytes.
    private static final int MAX_BYTES = 254;
    private static final EmailValidator GRAMMAR = new AnyTopLevelDomain();

    /// @return the address that a cell holds, or nothing where it is not one
    public static Optional<EmailAddress> parse(String cell) {
        String address = Cell.trim(cell).toLowerCase(Locale.ROOT);
        boolean valid = address.getBytes(UTF_8).length <= MAX_BYTES && GRAMMAR.isValid(address);
        return valid ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    /// CRC-32 of the address in UTF-8: the same in every run and in every language, so that scripts can find a
    /// customer.
    ///
    /// @return 0 to 2^32 - 1
    public long hash() {
        CRC32 crc = new CRC32();
        crc.update(value.getBytes(UTF_8));
        return crc.getValue();
    }

    /// In the order in which DynamoDB sorts: by bytes in UTF-8.
    @Override
    public int compareTo(EmailAddress other) {
        return Arrays.compareUnsigned(value.getBytes(UTF_8), other.value.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }

    /// Accepts any top-level domain. The library knows only those that existed when it was built, and not those that RFC
    /// 2606 reserves for tests.
    private static final class AnyTopLevelDomain extends EmailValidator {
        private static final Pattern TOP_LEVEL = Pattern.compile("\\.[a-z]{2,63}$");
        private static final long serialVersionUID = 1L;

        AnyTopLevelDomain() {
            super(false);
        }

        @Override
        protected boolean isValidDomain(String domain) {
            return super.isValidDomain(domain) || super.isValidDomain(TOP_LEVEL.matcher(domain).replaceFirst(".com"));
        }
    }
}
