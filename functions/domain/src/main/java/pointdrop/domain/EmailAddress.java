package pointdrop.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.validator.routines.EmailValidator;

/// An e-mail address in the form customers are matched by: trimmed, in lower case, its domain in ASCII (IDNA).
public record EmailAddress(String value) implements Comparable<EmailAddress> {
    /// Octets of a path without its angle brackets, RFC 5321 section 4.5.3.1.3. It also keeps the address inside a
    /// DynamoDB sort key, which ends at 1,024 bytes.
    private static final int MAX_BYTES = 254;
    /// The lowest five bits of the hash choose the partition of a customer's item. The chunk is chosen by the others, so
    /// that it holds customers of all partitions.
    private static final int PARTITION_BITS = 5;
    /// No quotes and no backslash, whatever RFC 5321 allows: nobody has such an address, and a spreadsheet makes many.
    private static final Pattern LOCAL_PART = Pattern.compile("[!-~&&[^\"\\\\@,;:<>()\\[\\]]]+");
    /// A domain that IDNA leaves as it is, as nearly all are.
    private static final Pattern ASCII_DOMAIN = Pattern.compile("[A-Za-z0-9.-]+");
    private static final String TYPOGRAPHIC_QUOTES = "\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A";
    private static final EmailValidator GRAMMAR = new AnyTopLevelDomain();

    /// @return the address that a cell holds, or nothing where it is not one
    public static Optional<EmailAddress> parse(String cell) {
        String text = Cell.trim(cell);
        return PlainAddress.is(text)
                ? Optional.of(new EmailAddress(text.toLowerCase(Locale.ROOT)))
                : parseByGrammar(text);
    }

    /// @param text trimmed
    static Optional<EmailAddress> parseByGrammar(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0 || !LOCAL_PART.matcher(text.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return asciiDomain(text.substring(at + 1)).map(domain -> text.substring(0, at) + "@" + domain)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> address.length() <= MAX_BYTES && GRAMMAR.isValid(address))
                .map(EmailAddress::new);
    }

    /// Full-width letters, the ideographic full stop and letters of any script become what DNS knows, RFC 3490.
    private static Optional<String> asciiDomain(String domain) {
        if (ASCII_DOMAIN.matcher(domain).matches()) {
            return Optional.of(domain);
        }
        if (strangeCharacter(domain).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES)).filter(ascii -> !ascii.isEmpty());
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /// A character inside an address that nobody sees, or that a word processor made of a quote: `U+200B`.
    static Optional<String> strangeCharacter(String cell) {
        return Cell.trim(cell)
                .codePoints()
                .filter(c -> Cell.isUnseen(c) || Character.isISOControl(c) || TYPOGRAPHIC_QUOTES.indexOf(c) >= 0)
                .mapToObj("U+%04X"::formatted)
                .findFirst();
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

    /// The chunk that all rows of the customer are dealt to.
    ///
    /// @param chunks how many there are, numbered from 0
    public int chunk(int chunks) {
        return (int) ((hash() >>> PARTITION_BITS) % chunks);
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
        private static final Pattern TOP_LEVEL = Pattern.compile("\\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$");
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
