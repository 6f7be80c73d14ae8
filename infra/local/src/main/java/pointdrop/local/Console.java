package pointdrop.local;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// Log lines of the local stack on the terminal.
final class Console {
    private Console() {}

    static void log(String message) {
        System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " + message);
    }
}
