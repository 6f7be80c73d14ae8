package pointdrop.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Template;

/// A function as Lambda runs it: from its own jar, with only the JDK and Lambda's interfaces beside it.
final class LocalFunction implements AutoCloseable {
    /// In seconds; replaces the minute that an empty file is waited for, which is too long for one machine.
    private static final Map<String, String> SHORTER = Map.of("POINTDROP_EMPTY_WAIT", "10");

    private final Template.Function declared;
    private final URLClassLoader classes;
    private final RequestHandler<Object, Object> handler;
    private final LambdaFormat format;
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    /// @param home the folder that template.yaml is in
    /// @param deployed where the jar is copied to, so that a build does not replace the jar of a running stack
    /// @param log takes each line that the function logs
    LocalFunction(Path home, Path deployed, Template.Function declared, Consumer<String> log)
            throws IOException, ReflectiveOperationException {
        Path jar = home.resolve(declared.code());
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not built. Run: mvn -DskipTests package");
        }
        Files.createDirectories(deployed);
        Path copy = Files.copy(jar, deployed.resolve(declared.id() + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        this.declared = declared;
        this.classes = new URLClassLoader(new URL[]{copy.toUri().toURL(), LambdaFormat.library()},
                new LambdaInterfaces());
        Class<?> type = classes.loadClass(declared.handlerClass());
        this.handler = handler(type, declared.allVariables(), log);
        this.format = LambdaFormat.of(Events.typeOf(type), Events.answerOf(type), classes);
    }

    /// All functions share the environment and the output of this process, so each is given its own through its constructor.
    @SuppressWarnings("unchecked")
    private static RequestHandler<Object, Object> handler(Class<?> type, Map<String, String> environment,
            Consumer<String> log) throws ReflectiveOperationException {
        Class<?> services = type.getClassLoader().loadClass("pointdrop.mail.Services");
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(SHORTER);
        Object ownServices = services.getMethod("of", Map.class, Consumer.class).invoke(null, variables, log);
        return (RequestHandler<Object, Object>) type.getConstructor(services).newInstance(ownServices);
    }

    Template.Function declared() {
        return declared;
    }

    /// Calls the function, up to its timeout.
    ///
    /// @param event as JSON
    /// @return what it answers, as JSON; nobody waits for that of a function that S3 or a queue calls
    /// @throws InvocationFailed for whatever it throws
    String invoke(String event) throws InvocationFailed {
        Duration timeout = Duration.ofSeconds(declared.timeoutSeconds());
        Future<String> call = threads.submit(() -> {
            Thread.currentThread().setContextClassLoader(classes);
            Object answer = handler.handleRequest(format.read(event),
                    new LambdaContext(declared.id(), timeout));
            return answer == null ? "null" : format.write(answer);
        });
        try {
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new InvocationFailed(declared.id() + " failed: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            call.cancel(true);
            throw new InvocationFailed(declared.id() + " timed out after " + timeout.toSeconds() + " s", late);
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new InvocationFailed(declared.id() + " was stopped", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        classes.close();
    }

    /// The classes that Lambda provides and shares with the function.
    private static final class LambdaInterfaces extends ClassLoader {
        private static final String SHARED = "com.amazonaws.services.lambda.runtime.";

        LambdaInterfaces() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SHARED) && name.indexOf('.', SHARED.length()) < 0) {
                return LocalFunction.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
