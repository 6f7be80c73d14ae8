package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The files of the page, as they lie in the jar.
class StaticFilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/pointdrop/web/static");
    private static final int LARGEST = 100 * 1024;
    private static final int LONGEST_MODULE = 150;
    /// What the content security policy refuses, or what would read a text as HTML.
    private static final Pattern FORBIDDEN = Pattern
            .compile(
                    "<script>|<style| style=| on[a-z]+=\"|innerHTML|outerHTML|insertAdjacentHTML|\\beval\\(|document\\.write");
    private static final Pattern OTHER_HOST = Pattern.compile("(?:https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");
    private static final Pattern REFERENCE = Pattern
            .compile("(?:from '\\./|/static/\\{\\{version}}/)([a-z-]+\\.[a-z]+)");

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.sorted().toList();
        }
    }

    @Test
    void allFilesTogetherAreUnder100KB() throws Exception {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        assertTrue(size < LARGEST, "They have " + size + " bytes.");
    }

    @Test
    void aModuleIsReadOnAFewScreens() throws Exception {
        for (Path file : files()) {
            if (file.toString().endsWith(".js")) {
                assertTrue(Files.readAllLines(file).size() < LONGEST_MODULE, file.toString());
            }
        }
    }

    @Test
    void nothingStandsInThemThatTheContentSecurityPolicyRefuses() throws Exception {
        for (Path file : files()) {
            Matcher found = FORBIDDEN.matcher(Files.readString(file));
            assertTrue(!found.find(), () -> file + ": " + found.group());
        }
    }

    @Test
    void nothingIsLoadedFromAThirdParty() throws Exception {
        for (Path file : files()) {
            Matcher found = OTHER_HOST.matcher(Files.readString(file).replace("http://www.w3.org/2000/svg", ""));
            assertTrue(!found.find(), () -> file + ": " + found.group());
        }
    }

    @Test
    void whatTheyReferToIsThere() throws Exception {
        for (Path file : files()) {
            Matcher reference = REFERENCE.matcher(Files.readString(file));
            while (reference.find()) {
                assertTrue(Files.exists(FOLDER.resolve(reference.group(1))), file + ": " + reference.group(1));
            }
        }
    }

    /// A template that is filled, and was renamed in the page only, breaks one state of it.
    @Test
    void eachTemplateThatIsFilledStandsInThePage() throws Exception {
        String page = Files.readString(FOLDER.resolve("index.html"));
        Pattern filled = Pattern.compile("(?:fill|ask)\\('([a-z-]+)'");
        for (Path file : files()) {
            List<String> missing = filled.matcher(Files.readString(file))
                    .results()
                    .map(template -> template.group(1))
                    .filter(name -> !page.contains("<template id=\"t-" + name + "\">"))
                    .toList();
            assertEquals(List.of(), missing, file.toString());
        }
    }
}
