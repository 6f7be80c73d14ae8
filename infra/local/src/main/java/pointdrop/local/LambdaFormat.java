package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.net.URL;

/// Reads the events of one function and writes its answers with Lambda's own library. The library caches classes of events in
/// static fields, so each function, which brings its own, needs a copy of it.
record LambdaFormat(Object events, Object answers, Method fromJson, Method toJson) {
    /// The library, to be put beside the function's classes.
    static URL library() {
        return LambdaEventSerializers.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /// @param classes the class loader of the function, with the library
    static LambdaFormat of(Class<?> eventType, Class<?> answerType, ClassLoader classes)
            throws ReflectiveOperationException {
        Class<?> serializer = classes
                .loadClass("com.amazonaws.services.lambda.runtime.serialization.PojoSerializer");
        return new LambdaFormat(serializer(eventType, classes), serializer(answerType, classes),
                serializer.getMethod("fromJson", String.class),
                serializer.getMethod("toJson", Object.class, OutputStream.class));
    }

    private static Object serializer(Class<?> type, ClassLoader classes) throws ReflectiveOperationException {
        return classes.loadClass(LambdaEventSerializers.class.getName())
                .getMethod("serializerFor", Class.class, ClassLoader.class)
                .invoke(null, type, classes);
    }

    Object read(String json) throws ReflectiveOperationException {
        return fromJson.invoke(events, json);
    }

    /// As JSON.
    String write(Object answer) throws ReflectiveOperationException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        toJson.invoke(answers, answer, json);
        return json.toString(UTF_8);
    }
}
