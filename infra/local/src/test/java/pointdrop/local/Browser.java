package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// Chromium of this machine, without a window, used as a person does: by the texts of buttons, links and labels.
final class Browser implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final String AXE = resource("/axe.min.js");
    /// Of WCAG 2.2 at level AA, and the practices beyond it that axe knows.
    private static final String VIOLATIONS = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                .then(found => done(found.violations.map(one => `${one.id}: ${one.nodes[0].html}`)));
            """;

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium().orElseThrow().toFile());
        // As root, in containers, Chromium starts only without a sandbox.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
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

    void useTab(String tab) {
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
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Presses the button or link whose text begins so, once it is there.
    void press(String text) {
        WebElement target = find("button, a[href], summary", element -> element.getText().startsWith(text), text);
        target.click();
    }

    boolean offers(String text) {
        return elements("button, a[href]").anyMatch(element -> element.isEnabled()
                && element.getText().startsWith(text));
    }

    /// Writes into the field, or chooses it, whose label begins so.
    void fillIn(String label, String text) {
        WebElement field = field(label);
        if (!"file".equals(field.getDomProperty("type"))) {
            field.clear();
        }
        field.sendKeys(text);
    }

    void choose(String label) {
        field(label).click();
    }

    String value(String label) {
        return Objects.requireNonNull(field(label).getDomProperty("value"));
    }

    private WebElement field(String label) {
        WebElement found = find("label", element -> element.getText().startsWith(label), label);
        return driver.findElement(By.id(Objects.requireNonNull(found.getDomAttribute("for"))));
    }

    private WebElement find(String selector, Predicate<WebElement> fits, String what) {
        Instant deadline = Instant.now().plus(LONGEST_WAIT);
        while (true) {
            Optional<WebElement> found = elements(selector).filter(fits).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertTrue(Instant.now().isBefore(deadline), () -> "No \"" + what + "\" on the page:\n" + text());
            pause();
        }
    }

    /// Those that are seen; in front of a dialog, those of the dialog.
    private Stream<WebElement> elements(String selector) {
        List<WebElement> dialogs = driver.findElements(By.cssSelector("dialog[open]"));
        List<WebElement> found = dialogs.isEmpty()
                ? driver.findElements(By.cssSelector(selector))
                : dialogs.getLast().findElements(By.cssSelector(selector));
        return found.stream().filter(Browser::isSeen);
    }

    private static boolean isSeen(WebElement element) {
        try {
            return element.isDisplayed();
        } catch (StaleElementReferenceException _) {
            return false;
        }
    }

    /// Waits until the page says so.
    void await(String text) {
        find("body", element -> element.getText().contains(text), text);
    }

    /// All that is to be read on the page, or in the dialog.
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    Object run(String script) {
        return Objects.requireNonNull(driver.executeScript(script));
    }

    /// Fails where axe finds a fault, or the page has to be moved sideways.
    void assertAccessible() {
        driver.executeScript(AXE);
        assertEquals(List.of(), driver.executeAsyncScript(VIOLATIONS), this::text);
        assertEquals(false, run("return document.documentElement.scrollWidth > innerWidth"), this::text);
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
