package pointdrop.emulators.memory;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Template;

/// Gives each test a [MemoryAws] of its own, and a [Deployment] of template.yaml in it. A test fails that leaves a download
/// open: a function that is reused would run out of connections.
public final class InMemory implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(InMemory.class);

    @Override
    public void afterEach(ExtensionContext test) {
        MemoryAws aws = test.getStore(NAMESPACE).get(MemoryAws.class, MemoryAws.class);
        if (aws != null && aws.buckets().openDownloads() > 0) {
            throw new AssertionError("Downloads that nobody closed: " + aws.buckets().openDownloads());
        }
    }

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
