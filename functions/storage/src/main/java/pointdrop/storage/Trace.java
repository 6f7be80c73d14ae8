package pointdrop.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What may be told of an exception: its type, where it was thrown, and by which code and request AWS refused. Messages are left out: they
/// may quote an address, a token, a key or a whole event.
final class Trace {
    /// Far more than lead from a handler to a call of AWS.
    private static final int MOST_PLACES = 40;

    private Trace() {}

    /// The exception and its causes, the last thrown first.
    private static List<Throwable> causes(Throwable failed) {
        return Stream.iterate(failed, cause -> cause != null, Throwable::getCause).limit(10).toList();
    }

    static String types(Throwable failed) {
        return causes(failed).stream().map(Trace::type).collect(Collectors.joining(", caused by "));
    }

    private static String type(Throwable cause) {
        String name = cause.getClass().getName();
        return cause instanceof AwsServiceException refused && refused.awsErrorDetails() != null
                ? "%s (%s, request %s)".formatted(name, refused.awsErrorDetails().errorCode(), refused.requestId())
                : name;
    }

    static List<String> places(Throwable failed) {
        List<String> places = new ArrayList<>();
        for (Throwable cause : causes(failed)) {
            places.add(cause.getClass().getName());
            Arrays.stream(cause.getStackTrace()).limit(MOST_PLACES).map(place -> "at " + place).forEach(places::add);
        }
        return places;
    }
}
