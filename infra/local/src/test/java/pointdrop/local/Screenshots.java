package pointdrop.local;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the pictures of the documentation. Not among the tests: `infra/local/screenshots` runs it.
@Tag("browser")
class Screenshots {
    private static final int COLOURS = 256;

    private final Path pictures = Main.home().resolve("docs/screenshots");

    @TempDir
    private Path data;

    @Test
    void take() throws Exception {
        Path events = Main.home().resolve("events/demo");
        try (Merchant merchant = new Merchant(data)) {
            merchant.drop("enroll", events.resolve("enroll.csv"));
            Browser browser = merchant.browser;
            browser.size(900, 640);
            merchant.signIn(() -> {});
            keep(browser.picture(), "import.png");

            merchant.upload("Add or remove points", events.resolve("add-points.csv"));
            browser.await("Nothing has been changed yet");
            browser.size(900, 1300);
            keep(browser.picture(), "review.png");
            browser.size(320, 800);
            keep(browser.picture(), "narrow.png");

            browser.size(900, 620);
            browser.press("Apply");
            browser.await("It can be undone until");
            keep(browser.picture(), "result.png");

            merchant.open("/shops/demo/history");
            browser.await("2 entries");
            keep(browser.picture(), "history.png");
        }
    }

    /// In its most frequent colours only: half the bytes, and no difference to be seen.
    private void keep(BufferedImage seen, String name) throws IOException {
        int width = seen.getWidth();
        int height = seen.getHeight();
        int[] pixels = seen.getRGB(0, 0, width, height, null, 0, width);
        int[] frequent = Arrays.stream(pixels)
                .boxed()
                .collect(Collectors.groupingBy(colour -> colour, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, frequent.length, frequent, 0, false, -1, DataBuffer.TYPE_BYTE));
        small.setRGB(0, 0, width, height, pixels, 0, width);
        ImageIO.write(small, "png", pictures.resolve(name).toFile());
    }
}
