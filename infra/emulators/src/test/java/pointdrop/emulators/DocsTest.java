package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents say of themselves and of template.yaml.
class DocsTest {
    private static final Path HOME = Path.of(System.getProperty("pointdrop.home", ".")).toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^\\| `([A-Z][A-Za-z]+)` \\| ([^|]+) \\|");
    private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(HOME); Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /// As GitHub makes them.
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> NO_ANCHOR.matcher(heading.group(1).toLowerCase(Locale.ROOT))
                        .replaceAll("")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void everyLinkInTheDocumentsLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (String link : LINK.matcher(Files.readString(document))
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                links++;
                if (!link.startsWith("https://") && !leadsSomewhere(document, link)) {
                    broken.add(HOME.relativize(document) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 50, links + " links");
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    @Test
    void readmeTellsEveryParameterWithItsDefault() throws IOException {
        Map<String, String> told = PARAMETER.matcher(Files.readString(HOME.resolve("README.md")))
                .results()
                .collect(
                        Collectors.toMap(row -> row.group(1), row -> row.group(2).replace("`", ""), (first, _) -> first,
                                TreeMap::new));
        Map<String, String> declared = new TreeMap<>();
        YamlTree.parse(Files.readString(HOME.resolve("template.yaml")))
                .get("Parameters")
                .entries()
                .forEach(
                        (name, parameter) -> declared.put(name,
                                parameter.get("Default").optional().map(String::valueOf).orElse("")));
        declared.replaceAll((name, value) -> value.isEmpty() ? told.getOrDefault(name, "not told") : value);

        assertEquals(declared, told);
    }
}
