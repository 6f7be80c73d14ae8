package pointdrop.emulators.memory;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.DefaultSdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// What a write tells of the item that it wrote.
record Returned(ReturnValue asked) {
    static Returned any(@Nullable ReturnValue asked) {
        if (asked == ReturnValue.UNKNOWN_TO_SDK_VERSION) {
            throw Refusal.validation("ReturnValues has an unknown value");
        }
        return new Returned(Objects.requireNonNullElse(asked, ReturnValue.NONE));
    }

    /// Of an operation that tells at most what was before.
    static Returned onlyOld(@Nullable ReturnValue asked) {
        if (asked != null && asked != ReturnValue.NONE && asked != ReturnValue.ALL_OLD) {
            throw Refusal.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return any(asked);
    }

    /// To be called before the write.
    ///
    /// @throws UnsupportedOperationException where AWS does not document what it tells
    Returned require(Write write) {
        boolean updated = asked == ReturnValue.UPDATED_OLD || asked == ReturnValue.UPDATED_NEW;
        if (updated && !write.changed().paths().stream().allMatch(DocumentPath::isAttribute)) {
            throw new UnsupportedOperationException("The simulation does not support UPDATED_OLD and UPDATED_NEW for a "
                    + "part of an attribute");
        }
        return this;
    }

    /// @return as the SDK has it where there is nothing to tell
    Map<String, AttributeValue> of(Write write, Write.Effect effect) {
        Map<String, AttributeValue> told = switch (asked) {
            case ALL_OLD -> effect.before();
            case ALL_NEW -> effect.after();
            case UPDATED_OLD -> write.changed().of(effect.before());
            case UPDATED_NEW -> write.changed().of(effect.after());
            default -> Map.of();
        };
        return told.isEmpty() ? DefaultSdkAutoConstructMap.getInstance() : told;
    }
}
