package pointdrop.local;

import java.io.IOException;
import java.util.function.Consumer;
import pointdrop.emulators.Events;
import pointdrop.emulators.StoredObject;

/// Calls a function for each object that is put.
record UploadTrigger(AsynchronousCalls calls, Journal journal, Copies copies) implements Consumer<StoredObject> {
    /// Which objects were made by a copy.
    interface Copies {
        boolean contain(StoredObject object) throws IOException, InterruptedException;
    }

    @Override
    public void accept(StoredObject object) {
        calls.execute(() -> {
            calls.deliver(copies.contain(object) ? Events.copy(object) : Events.s3(object));
            journal.add(object);
        });
    }
}
