package pointdrop.emulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes the `SendEmail` call of SES version 1 and keeps each mail as an `.eml` file that mail programs open. The name of a
/// file begins with its time.
public final class Mailbox implements AutoCloseable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String REFUSED = "refused.txt";

    private final Path folder;
    private final HttpServer server;
    /// Mails that were parsed before: tests ask repeatedly for a few among hundreds.
    private final Map<Path, MimeMessage> known = new ConcurrentHashMap<>();
    private volatile Consumer<MimeMessage> listener = _ -> {};

    Mailbox(Path folder, int port) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        // On all addresses, as S3Mock and DynamoDB Local do it, so that functions in containers reach it.
        this.server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public Path folder() {
        return folder;
    }

    /// @param told of each mail that comes from now on
    public void onMail(Consumer<MimeMessage> told) {
        this.listener = told;
    }

    /// Takes no mail to an address from now on. They are kept in a file, an address a line, which a person may write too.
    public void refuse(String address) throws IOException {
        Files.writeString(folder.resolve(REFUSED), address + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /// SES takes no other addresses, as it does not know SMTPUTF8 (Amazon SES API Reference, "Destination").
    public static boolean hasAsciiLocalPart(String address) {
        return address.substring(0, address.lastIndexOf('@') + 1).chars().allMatch(c -> c < 0x80);
    }

    private boolean refuses(String address) throws IOException {
        Path refused = folder.resolve(REFUSED);
        return Files.exists(refused) && Files.readAllLines(refused).contains(address);
    }

    /// The mails to one address, oldest first.
    public List<MimeMessage> mailsTo(String address) throws IOException, MessagingException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
        List<MimeMessage> mails = new ArrayList<>();
        for (Path file : files) {
            MimeMessage mail = known.get(file);
            if (mail == null) {
                mail = read(file);
                known.put(file, mail);
            }
            if (Arrays.toString(mail.getRecipients(RecipientType.TO)).contains(address)) {
                mails.add(mail);
            }
        }
        return mails;
    }

    public static MimeMessage read(Path file) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(session(), in);
        }
    }

    /// The plain text of a mail.
    public static String text(MimeMessage mail) throws IOException, MessagingException {
        return ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent().toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            String id = UUID.randomUUID().toString();
            try {
                if (!"SendEmail".equals(form.get("Action"))) {
                    refuse(exchange, "InvalidAction", "This mailbox knows SendEmail only, not " + form.get("Action"));
                    return;
                }
                String to = field(form, "Destination.ToAddresses.member.1");
                if (refuses(to)) {
                    refuse(exchange, "MessageRejected", "Email address is not verified: " + to);
                    return;
                }
                if (!hasAsciiLocalPart(to)) {
                    refuse(exchange, "InvalidParameterValue", "Local address contains control or whitespace");
                    return;
                }
                keep(message(form), id);
                reply(exchange, 200, """
                        <SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
                          <SendEmailResult><MessageId>%s</MessageId></SendEmailResult>
                        </SendEmailResponse>
                        """.formatted(id));
            } catch (MessagingException refused) {
                refuse(exchange, "InvalidParameterValue", String.valueOf(refused.getMessage()));
            }
        }
    }

    private static void refuse(HttpExchange exchange, String code, String message) throws IOException {
        reply(exchange, 400, """
                <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
                  <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                </ErrorResponse>
                """.formatted(code, message.replaceAll("[<&]", "?")));
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], UTF_8)));
    }

    private static MimeMessage message(Map<String, String> form) throws MessagingException {
        List<String> to = new ArrayList<>();
        for (int i = 1; form.containsKey("Destination.ToAddresses.member." + i); i++) {
            to.add(field(form, "Destination.ToAddresses.member." + i));
        }
        return message(field(form, "Source"), to, field(form, "Message.Subject.Data"),
                field(form, "Message.Body.Text.Data"), field(form, "Message.Body.Html.Data"));
    }

    private static String field(Map<String, String> form, String name) throws MessagingException {
        String value = form.get(name);
        if (value == null) {
            throw new MessagingException("This mailbox needs " + name);
        }
        return value;
    }

    /// A mail as SES sends it, now.
    ///
    /// @throws MessagingException where an address is malformed
    public static MimeMessage message(String source, List<String> to, String subject, String text, String html)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session());
        message.setFrom(new InternetAddress(source, true));
        for (String address : to) {
            message.addRecipient(RecipientType.TO, new InternetAddress(address, true));
        }
        message.setSubject(subject, UTF_8.name());
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    private static Session session() {
        return Session.getInstance(new Properties());
    }

    private void keep(MimeMessage message, String id) throws IOException, MessagingException {
        String name = TIME.format(Instant.now()) + "-" + id.substring(0, 8);
        Path incomplete = folder.resolve(name + ".part");
        try (OutputStream out = Files.newOutputStream(incomplete)) {
            message.writeTo(out);
        }
        Files.move(incomplete, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        listener.accept(message);
    }

    private static void reply(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
