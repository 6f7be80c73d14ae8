package pointdrop.emulators.memory;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import pointdrop.emulators.OnEmulators;

/// Runs each test of a `@ClassTemplate` twice: on the emulators and in memory, which must answer alike.
public final class OnBoth implements ClassTemplateInvocationContextProvider {
    @Override
    public boolean supportsClassTemplate(ExtensionContext test) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext test) {
        return Stream.of(new OnEmulators(), new InMemory()).map(Invocation::new);
    }

    private record Invocation(Extension deployments) implements ClassTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return deployments.getClass().getSimpleName();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(deployments);
        }
    }
}
