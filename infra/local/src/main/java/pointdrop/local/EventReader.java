package pointdrop.local;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.lang.reflect.Method;
import java.net.URL;

/// Reads the events of one function with Lambda's own library. The library caches event classes in static fields, so each
/// function, which brings its own event classes, needs a copy of it.
record EventReader(Object serializer, Method fromJson) {
    /// The library, to be put beside the function's classes.
    static URL library() {
        return LambdaEventSerializers.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /// @param eventType loaded by the same class loader as the library
    static EventReader of(Class<?> eventType) throws ReflectiveOperationException {
        ClassLoader classes = eventType.getClassLoader();
        Object serializer = classes.loadClass(LambdaEventSerializers.class.getName())
                .getMethod("serializerFor", Class.class, ClassLoader.class)
                .invoke(null, eventType, classes);
        Method fromJson = classes.loadClass("com.amazonaws.services.lambda.runtime.serialization.PojoSerializer")
                .getMethod("fromJson", String.class);
        return new EventReader(serializer, fromJson);
    }

    Object read(String json) throws ReflectiveOperationException {
        return fromJson.invoke(serializer, json);
    }
}
