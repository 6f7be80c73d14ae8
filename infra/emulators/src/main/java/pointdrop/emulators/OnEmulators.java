package pointdrop.emulators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a [Deployment] of template.yaml. The emulators start with the first test that asks for one, once for all
/// tests of a build module, and end with the last.
public final class OnEmulators implements ParameterResolver {
    private static final AtomicInteger DEPLOYMENTS = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Deployment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Emulators emulators = test.getRoot()
                .getStore(ExtensionContext.Namespace.create(OnEmulators.class))
                .computeIfAbsent(Emulators.class, _ -> start(), Emulators.class);
        return new Deployment(emulators.aws(), Template.ofProject("test" + DEPLOYMENTS.incrementAndGet()));
    }

    private static Emulators start() {
        try {
            Path folder = Files.createTempDirectory("pointdrop-test-");
            Emulators emulators = new Emulators(Path.of(System.getProperty("pointdrop.emulators", "")), folder,
                    Emulators.Ports.free(), false);
            emulators.endpoints().use();
            return emulators;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
