package pointdrop.emulators;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Objects;

/// Runs another main class until the parent process ends: the parent holds the standard input open, and even a kill -9
/// closes it. An emulator that outlived its parent would keep its port.
final class EmulatorMain {
    private EmulatorMain() {}

    /// @param arguments the main class, then its own arguments
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("parent-watch").start(EmulatorMain::haltWithParent);
        try {
            Class.forName(arguments[0])
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(Objects.requireNonNull(failed.getCause()));
        }
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException parentIsGone) {
            // As at the end of the input.
        }
        Runtime.getRuntime().halt(0);
    }
}
