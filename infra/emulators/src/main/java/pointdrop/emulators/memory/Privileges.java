package pointdrop.emulators.memory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Policy.Need;
import pointdrop.emulators.Template;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;

/// What a function may do by template.yaml, and what it needed so far. What it may not do fails the test.
public final class Privileges {
    private final Template.Function function;
    private final Needs needs;
    private final Set<Need> needed = ConcurrentHashMap.newKeySet();

    public Privileges(Template.Function function, Template template) {
        this.function = function;
        this.needs = new Needs(template.parameter("KmsKeyArn"));
    }

    public Set<Need> needed() {
        return needed;
    }

    private void require(Need need) {
        if (needed.add(need) && !function.policy().allows(need)) {
            throw new AssertionError("template.yaml does not allow " + function.id() + " " + need);
        }
    }

    private void require(SdkPojo request) {
        needs.of(request).forEach(this::require);
    }

    /// Heard here, not by an interceptor of the SDK: clients in memory are no clients of the SDK and call none.
    public Calls guard(Calls calls) {
        return new Calls() {
            @Override
            public <T> T make(Call call, Supplier<T> effect) {
                require(call.request());
                try {
                    return calls.make(call, effect);
                } catch (AwsServiceException refused) {
                    if (refused instanceof S3Exception && refused.statusCode() == 404) {
                        require(Needs.absence(call.target()));
                    }
                    throw refused;
                }
            }
        };
    }

    /// A link works if the function that signs it may do what it is for.
    public S3Presigner guard(S3Presigner presigner) {
        return (S3Presigner) Proxy.newProxyInstance(S3Presigner.class.getClassLoader(),
                new Class<?>[]{S3Presigner.class},
                (proxy, method, arguments) -> guarded(presigner, proxy, method, arguments));
    }

    private @Nullable Object guarded(S3Presigner presigner, Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        switch (arguments[0]) {
            case Consumer<?> _ -> {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            case GetObjectPresignRequest link -> require(link.getObjectRequest());
            case PutObjectPresignRequest link -> require(link.putObjectRequest());
            case null, default -> throw new UnsupportedOperationException("It is not known what this link needs");
        }
        try {
            return method.invoke(presigner, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }
}
