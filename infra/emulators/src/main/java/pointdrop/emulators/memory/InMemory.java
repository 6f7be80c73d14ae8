package pointdrop.emulators.memory;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Template;

/// Gives each test a [MemoryAws] of its own, and a [Deployment] of template.yaml in it.
public final class InMemory implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(InMemory.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Deployment.class || type == MemoryAws.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        ExtensionContext.Store store = test.getStore(NAMESPACE);
        MemoryAws aws = store.computeIfAbsent(MemoryAws.class, _ -> new MemoryAws(), MemoryAws.class);
        return parameter.getParameter().getType() == MemoryAws.class
                ? aws
                : store.computeIfAbsent(Deployment.class, _ -> new Deployment(aws, Template.ofProject("test")),
                        Deployment.class);
    }
}
