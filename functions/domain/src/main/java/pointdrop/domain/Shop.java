package pointdrop.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One merchant of the programme.
///
/// @param id as in keys: `[a-z0-9][a-z0-9-]{0,62}`
/// @param contact the address that mails go to
/// @param allowedRecipients addresses that an upload may have its mail sent to instead: whole ones, or `@domain`
/// @param operators whole addresses of those who may use the page; the contact where none is named
/// @param rules what the outcomes of rows depend on
public record Shop(String id, String contact, List<String> allowedRecipients, List<String> operators,
        ShopRules rules) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// The address that a mail goes to: the requested one where the shop allows it, else the contact.
    public String recipient(Optional<String> requested) {
        return requested.flatMap(EmailAddress::parse).map(EmailAddress::value).filter(this::allows).orElse(contact);
    }

    /// Whether mails may go to an address; its case does not matter.
    public boolean allows(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        String domain = wanted.substring(wanted.lastIndexOf('@') + 1);
        return wanted.equals(contact.toLowerCase(Locale.ROOT)) || isOperator(new EmailAddress(wanted))
                || allowedRecipients.stream()
                        .map(allowed -> allowed.toLowerCase(Locale.ROOT))
                        .anyMatch(allowed -> allowed.equals(wanted) || allowed.equals("@" + domain));
    }

    /// Whether somebody with that address may use the page. A domain is no operator.
    public boolean isOperator(EmailAddress address) {
        return (operators.isEmpty() ? List.of(contact) : operators).stream()
                .flatMap(operator -> EmailAddress.parse(operator).stream())
                .anyMatch(address::equals);
    }
}
