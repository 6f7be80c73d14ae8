package pointdrop.local;

import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.S3Copies;
import pointdrop.emulators.StoredObject;

/// Calls a function for each object that is put.
record UploadTrigger(AsynchronousCalls calls, Journal journal, S3Copies copies) implements Consumer<StoredObject> {
    @Override
    public void accept(StoredObject object) {
        calls.execute(() -> {
            Thread.sleep(S3Copies.LOGGED_AFTER);
            calls.deliver(copies.contains(object) ? Events.copy(object) : Events.s3(object));
            journal.add(object);
        });
    }
}
