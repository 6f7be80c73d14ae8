package pointdrop.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pointdrop.domain.Sha256;
import pointdrop.mail.Text;

/// The files of the page. Those that a page refers to are addressed with a version, which changes with any of them, so that browsers keep
/// them for good.
///
/// @param files by name
/// @param version of all files
record Pages(Map<String, String> files, String version) {
    private static final String FOLDER = "pointdrop/web/static";
    private static final int VERSION_DIGITS = 12;
    private static final Pattern HEADING = Pattern.compile("<h1>(.*?)</h1>");
    private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "js",
            "text/javascript; charset=utf-8", "svg", "image/svg+xml", "html", "text/html; charset=utf-8");

    /// Those beside this class: in a jar, or in a folder where Lambda has unpacked it.
    static Pages ofJar() {
        try {
            Path code = Path.of(Pages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(code)) {
                return in(code.resolve(FOLDER));
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return in(jar.getPath(FOLDER));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (URISyntaxException odd) {
            throw new IllegalStateException(odd);
        }
    }

    private static Pages in(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return new Pages(files, Sha256.of(String.join("\n", files.values())).substring(0, VERSION_DIGITS));
    }

    /// A file that a page refers to.
    Answer file(Call call) {
        String name = call.part("name");
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String content = files.get(name);
        if (content == null || type == null) {
            throw Refused.notFound();
        }
        boolean current = call.part("version").equals(version);
        return Answer.empty(200)
                .with("content-type", type)
                .with("cache-control", current ? "public, max-age=31536000, immutable" : "no-cache")
                .withBody(content);
    }

    /// The page itself: what it shows is up to its script and the address.
    Answer index(Call call) {
        return Answer.html(200, page("index.html", Map.of()));
    }

    Answer error(Refused refused) {
        String page = switch (refused.code()) {
            case GONE -> "gone.html";
            case BROWSER_WRONG, ORIGIN_WRONG -> "other-browser.html";
            default -> "not-found.html";
        };
        return Answer.html(refused.status(), framed(page, Map.of()));
    }

    /// @param name of an HTML file
    /// @param texts by the names that stand in it, as `{{name}}`
    String page(String name, Map<String, String> texts) {
        Map<String, String> all = new HashMap<>(texts);
        all.put("version", version);
        String page = Objects.requireNonNull(files.get(name), name);
        for (Map.Entry<String, String> text : all.entrySet()) {
            page = page.replace("{{" + text.getKey() + "}}", escaped(text.getValue()));
        }
        return page;
    }

    /// A page without a script that fills it: head and header are those of all of them, the title is that of the text.
    ///
    /// @param name of what stands in it
    /// @param texts likewise
    String framed(String name, Map<String, String> texts) {
        String main = page(name, texts);
        Matcher heading = HEADING.matcher(main);
        if (!heading.find()) {
            throw new IllegalStateException("It has no heading: " + name);
        }
        return page("frame.html", Map.of()).replace("{{title}}", heading.group(1)).replace("{{main}}", main);
    }

    /// A brace would be read as the beginning of a name.
    private static String escaped(String text) {
        return Text.html(text).replace("{", "&#123;");
    }
}
