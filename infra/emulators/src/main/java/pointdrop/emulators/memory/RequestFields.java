package pointdrop.emulators.memory;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// What a request asks for. A field that the simulation does not know is refused: to ignore it could change what is meant.
final class RequestFields {
    private RequestFields() {}

    /// @param known names of fields, as AWS writes them. Checksums may always be set; nothing here corrupts bytes
    static void refuseAllBut(SdkPojo request, String... known) {
        for (SdkField<?> field : request.sdkFields()) {
            String name = field.memberName();
            if (isSet(field.getValueOrDefault(request)) && !name.startsWith("Checksum")
                    && !Arrays.asList(known).contains(name)) {
                throw new UnsupportedOperationException(
                        "The simulation knows no " + name + " in " + request.getClass().getSimpleName());
            }
        }
    }

    private static boolean isSet(@org.jspecify.annotations.Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
