package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/// The name that a file has in a key of S3, of what a client calls it.
final class FileName {
    private static final String OTHERWISE = "upload.csv";
    private static final int MOST_BYTES = 200;
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    /// Control characters, those that nobody sees or that turn the text around, and halves of characters.
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    /// They would be steps in a path.
    private static final Set<String> STEPS = Set.of("", ".", "..");

    private FileName() {}

    /// @return the last part in its composed form, without what nobody sees; another name where none is left or it is too long
    static String of(String path) {
        String last = FOLDERS.matcher(path).replaceFirst("");
        String name = Normalizer.normalize(HIDDEN.matcher(last).replaceAll(""), Normalizer.Form.NFC).strip();
        return STEPS.contains(name) || name.getBytes(UTF_8).length > MOST_BYTES ? OTHERWISE : name;
    }
}
