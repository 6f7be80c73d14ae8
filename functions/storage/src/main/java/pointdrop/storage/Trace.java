package pointdrop.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What may be told of an exception: its type, where it was thrown, and by which code and request AWS refused. Messages are left out: they
/// may quote an address, a token, a key or a whole event.
final class Trace {
    /// Far more than lead from a handler to a call of AWS.
    private static final int MOST_PLACES = 40;
    /// An exception may cause itself.
    private static final int MOST_PARTS = 10;

    private Trace() {}

    private record Part(String how, Throwable thrown) {}

    /// The exception, its causes, and what failed after it, such as a lease that could not be given back.
    private static List<Part> parts(Throwable failed) {
        List<Part> parts = new ArrayList<>(List.of(new Part("", failed)));
        for (int next = 0; next < parts.size() && parts.size() < MOST_PARTS; next++) {
            Throwable thrown = parts.get(next).thrown();
            Throwable cause = thrown.getCause();
            if (cause != null) {
                parts.add(new Part(", caused by ", cause));
            }
            Arrays.stream(thrown.getSuppressed()).map(later -> new Part(", then ", later)).forEach(parts::add);
        }
        return parts.subList(0, Math.min(parts.size(), MOST_PARTS));
    }

    static String types(Throwable failed) {
        return parts(failed).stream().map(part -> part.how() + type(part.thrown())).collect(Collectors.joining());
    }

    private static String type(Throwable cause) {
        String name = cause.getClass().getName();
        return cause instanceof AwsServiceException refused && refused.awsErrorDetails() != null
                ? "%s (%s, request %s)".formatted(name, refused.awsErrorDetails().errorCode(), refused.requestId())
                : name;
    }

    static List<String> places(Throwable failed) {
        List<String> places = new ArrayList<>();
        for (Part part : parts(failed)) {
            places.add(part.thrown().getClass().getName());
            Arrays.stream(part.thrown().getStackTrace())
                    .limit(MOST_PLACES)
                    .map(place -> "at " + place)
                    .forEach(places::add);
        }
        return places;
    }
}
