package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A link to a file in a mail, followed as a browser does: that of the page has a button, whose answer leads to a link that is signed for
/// a minute; any other one opens the file itself.
record MailedLink(String url) {
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    /// The first one of a mail.
    ///
    /// @throws IllegalStateException where it has none
    static MailedLink in(String mail) {
        Matcher link = LINK.matcher(mail);
        if (!link.find()) {
            throw new IllegalStateException("The mail has no link: " + mail);
        }
        return new MailedLink(link.group());
    }

    /// The file.
    ///
    /// @throws IllegalStateException where it does not open
    String open() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI file = URI.create(url.contains("/d/") ? press(http) : url);
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(file).build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The link to the file answers " + answer.statusCode() + ": " + file);
            }
            return answer.body();
        }
    }

    private String press(HttpClient http) throws IOException, InterruptedException {
        HttpRequest button = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> answer = http.send(button, HttpResponse.BodyHandlers.discarding());
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IllegalStateException(
                        "The link in the mail answers " + answer.statusCode() + ": " + url));
    }
}
