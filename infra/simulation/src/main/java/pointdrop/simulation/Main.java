package pointdrop.simulation;

import java.nio.file.Path;
import java.util.Optional;
import pointdrop.emulators.Template;

final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Template template = Template.read(Path.of("template.yaml"), "sim");
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        long start = System.nanoTime();
        int bad = 0;
        for (long seed = first; seed < first + count; seed++) {
            History history = new History(template, seed, Optional.empty());
            try {
                history.run();
            } catch (AssertionError | RuntimeException violated) {
                bad++;
                System.out.println("seed " + seed + ": " + violated);
                if (arguments.length > 2) {
                    history.story().forEach(System.out::println);
                    violated.printStackTrace();
                }
            }
        }
        System.out.printf("%d histories, %d bad, %.1f a second%n", count, bad,
                count / ((System.nanoTime() - start) / 1e9));
    }
}
