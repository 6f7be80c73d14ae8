package pointdrop.emulators.memory;

import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// What stands between a client and the service behind it: it decides when a call takes effect, and what the caller learns of
/// it.
public interface Calls {
    /// One call to AWS.
    ///
    /// @param operation as AWS names it, such as `UpdateItem`
    /// @param target the bucket or table
    /// @param key of the object or item; empty where a call has none
    /// @param request what the client was given
    record Call(String operation, String target, String key, SdkPojo request) {
        @Override
        public String toString() {
            return operation + " " + target + " " + key;
        }
    }

    /// @param effect what the service does and answers; it throws an AwsServiceException for a refusal
    /// @return the answer
    <T> T make(Call call, Supplier<T> effect);

    /// Calls that take effect at once and always answer.
    static Calls undisturbed() {
        return new Calls() {
            @Override
            public <T> T make(Call call, Supplier<T> effect) {
                return effect.get();
            }
        };
    }
}
