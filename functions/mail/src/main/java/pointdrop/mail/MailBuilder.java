package pointdrop.mail;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Builds a mail, as plain text and as HTML. Text from outside is safe in it: control characters are removed, and HTML is
/// escaped.
final class MailBuilder {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    /// Such as "1 customer" and "1,129 customers".
    static String count(long number, String singular) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? singular : singular + "s");
    }

    MailBuilder paragraph(String sentence) {
        return block("<p>%s</p>\n", sentence);
    }

    /// A sentence in bold, for the result.
    MailBuilder result(String sentence) {
        return block("<p><b>%s</b></p>\n", sentence);
    }

    MailBuilder lines(List<String> lines) {
        html.append("<ul>\n");
        for (String line : lines) {
            text.append("- ").append(clean(line)).append('\n');
            html.append("<li>").append(Text.html(clean(line))).append("</li>\n");
        }
        text.append('\n');
        html.append("</ul>\n");
        return this;
    }

    MailBuilder link(String label, Link link) {
        String until = "The link is valid until " + Text.time(link.validUntil()) + ".";
        text.append(label).append(":\n").append(link.url()).append('\n').append(until).append("\n\n");
        html.append("<p><a href=\"%s\">%s</a><br>%s</p>\n".formatted(Text.html(link.url()), Text.html(label), until));
        return this;
    }

    /// A link to a page, for who has signed in.
    MailBuilder page(String label, String url) {
        text.append(label).append(":\n").append(url).append("\n\n");
        html.append("<p><a href=\"%s\">%s</a></p>\n".formatted(Text.html(url), Text.html(label)));
        return this;
    }

    @FormatMethod
    private MailBuilder block(@FormatString String markup, String sentence) {
        text.append(clean(sentence)).append("\n\n");
        html.append(markup.formatted(Text.html(clean(sentence))));
        return this;
    }

    Mail build(String to, String subject) {
        String page = "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n<body>\n" + html
                + "</body></html>\n";
        return new Mail(to, clean(subject), text.toString().strip() + "\n", page);
    }

    private static String clean(String line) {
        return CONTROL.matcher(line).replaceAll(" ");
    }
}
