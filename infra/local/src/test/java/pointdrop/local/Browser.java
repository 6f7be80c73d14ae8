package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// Chromium of this machine, without a window, used as a person does: by the texts of buttons, links and labels.
final class Browser implements AutoCloseable {
    /// It warns of each Chromium that is newer than itself. Held here, because loggers that nobody holds forget their level.
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final String AXE = resource("/axe.min.js");
    /// Of WCAG 2.2 at level AA, and the practices beyond it that axe knows.
    private static final String VIOLATIONS = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                .then(found => done(found.violations.map(one => `${one.id}: ${one.nodes[0].html}`)));
            """;

    private final ChromeDriver driver;

    Browser() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toFile());
        // As root, in containers, Chromium starts only without a sandbox.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-lcd-text",
                "--disable-dev-shm-usage",
                "--lang=en-GB");
        this.driver = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .build(), options);
    }

    /// Whether this machine has Chromium and its driver.
    static boolean isInstalled() {
        return chromium().isPresent() && onPath("chromedriver").isPresent();
    }

    private static Optional<Path> chromium() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Without a window, Chromium downloads nothing unless it is told where to.
    void downloadTo(Path folder) {
        driver.executeCdpCommand("Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", folder.toString()));
    }

    void open(String address) {
        driver.get(address);
    }

    /// A tab of its own, from now on the one that is used.
    ///
    /// @return the tab that was used before
    String openTab(String address) {
        String before = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(address);
        return before;
    }

    /// @param tab that is used from now on
    void closeTab(String tab) {
        driver.close();
        driver.switchTo().window(tab);
    }

    String address() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    void reload() {
        driver.navigate().refresh();
    }

    /// Makes the page as narrow as a phone, or a page at 400 % on a usual screen.
    void width(int pixels) {
        size(pixels, 800);
    }

    void size(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param scheme `light` or `dark`
    void colours(String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /// Presses the button or link whose text begins so, once it is there.
    void press(String text) {
        until(text, () -> named("button, a[href], summary", text).map(target -> {
            target.click();
            return target;
        }));
    }

    boolean offers(String text) {
        return until(text, () -> Optional.of(named("button:enabled, a[href]", text).isPresent()));
    }

    /// Writes into the field whose label begins so.
    void fillIn(String label, String text) {
        until(label, () -> labelled(label).map(field -> {
            if (!"file".equals(field.getDomProperty("type"))) {
                field.clear();
            }
            field.sendKeys(text);
            return field;
        }));
    }

    void choose(String label) {
        until(label, () -> labelled(label).map(field -> {
            field.click();
            return field;
        }));
    }

    String value(String label) {
        return Objects.requireNonNull(field(label).getDomProperty("value"));
    }

    private WebElement field(String label) {
        return until(label, () -> labelled(label));
    }

    private Optional<WebElement> labelled(String label) {
        return named("label", label)
                .map(found -> driver.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for")))));
    }

    /// The first that is seen and whose text begins so; in front of a dialog, of the dialog.
    private Optional<WebElement> named(String selector, String text) {
        List<WebElement> dialogs = driver.findElements(By.cssSelector("dialog[open]"));
        List<WebElement> found = dialogs.isEmpty()
                ? driver.findElements(By.cssSelector(selector))
                : dialogs.getLast().findElements(By.cssSelector(selector));
        return found.stream()
                .filter(element -> element.isDisplayed() && element.getText().startsWith(text))
                .findFirst();
    }

    /// Tries until there is a result: a page changes while it is looked at.
    private <T> T until(String what, Supplier<Optional<T>> attempt) {
        Instant deadline = Instant.now().plus(LONGEST_WAIT);
        while (true) {
            try {
                Optional<T> result = attempt.get();
                if (result.isPresent()) {
                    return result.get();
                }
            } catch (WebDriverException _) {
                // It has changed meanwhile; drivers have several words for that.
            }
            assertTrue(Instant.now().isBefore(deadline), () -> "No \"" + what + "\" on the page:\n" + text());
            pause();
        }
    }

    /// Waits until the page says so.
    void await(String text) {
        until(text, () -> Optional.of(text).filter(text()::contains));
    }

    /// All that is to be read on the page, or in the dialog.
    String text() {
        return String.valueOf(driver.executeScript("return document.body ? document.body.innerText : ''"));
    }

    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    Object run(String script) {
        return Objects.requireNonNull(driver.executeScript(script));
    }

    /// Fails where axe finds a fault, or the page has to be moved sideways.
    void assertAccessible() {
        if (Boolean.FALSE.equals(run("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        assertEquals(List.of(), driver.executeAsyncScript(VIOLATIONS), this::text);
        assertEquals(false, run("return document.documentElement.scrollWidth > innerWidth"), this::text);
    }

    /// What a screen reader comes across, in its order: role and name of all that has a name but texts.
    List<String> outline() {
        Map<Object, Map<?, ?>> nodes = new LinkedHashMap<>();
        for (Object node : list(driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of()), "nodes")) {
            nodes.put(Objects.requireNonNull(((Map<?, ?>) node).get("nodeId")), (Map<?, ?>) node);
        }
        List<String> read = new ArrayList<>();
        read(nodes.values().iterator().next(), nodes, read);
        return read;
    }

    private static void read(Map<?, ?> node, Map<Object, Map<?, ?>> nodes, List<String> read) {
        String role = value(node, "role");
        String level = list(node, "properties").stream()
                .map(property -> (Map<?, ?>) property)
                .filter(property -> "level".equals(property.get("name")))
                .map(property -> value(property, "value") + " ")
                .findFirst()
                .orElse("");
        if (!role.endsWith("Text") && !role.equals("InlineTextBox") && !value(node, "name").isEmpty()) {
            read.add(role + " " + level + value(node, "name"));
        }
        for (Object child : list(node, "childIds")) {
            if (nodes.containsKey(child)) {
                read(nodes.get(child), nodes, read);
            }
        }
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list ? list : List.of();
    }

    private static String value(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> field && field.get("value") != null
                ? String.valueOf(field.get("value"))
                : "";
    }

    /// A picture of the window, without scroll bars.
    BufferedImage picture() throws IOException {
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        return ImageIO.read(new ByteArrayInputStream(driver.getScreenshotAs(OutputType.BYTES)));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
