package pointdrop.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/// The header Content-Disposition of a file that is to be saved, never shown, RFC 6266.
final class Attachment {
    /// Control characters, those that turn the direction of text, and separators of folders.
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\p{Cc}\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069/\\\\]");
    /// What programs read alike inside quotes.
    private static final Pattern NOT_PLAIN = Pattern.compile("[^ !#$&'()+,.0-9;=@A-Z\\[\\]^_`a-z{}~-]");
    /// `attr-char` of RFC 8187, which stands for itself in a name that is encoded.
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private Attachment() {}

    /// @param fileName may hold any character
    static String named(String fileName) {
        String name = UNSAFE.matcher(fileName).replaceAll("_");
        String plain = NOT_PLAIN.matcher(name).replaceAll("_");
        String quoted = "attachment; filename=\"" + plain + "\"";
        return plain.equals(name) ? quoted : quoted + "; filename*=UTF-8''" + encoded(name);
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(UTF_8)) {
            boolean letterOrDigit = octet > 0 && Character.isLetterOrDigit(octet);
            if (letterOrDigit || ATTRIBUTE_CHARACTERS.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit((octet >> 4) & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
            }
        }
        return encoded.toString();
    }
}
