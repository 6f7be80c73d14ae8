package pointdrop.simulation;

import pointdrop.emulators.StoredObject;
import pointdrop.storage.Upload;

/// A file that was dropped.
///
/// @param repeat whether it asks to be imported even if the same bytes were imported before
record Dropped(String shop, Lines file, boolean repeat, StoredObject object) {

    String importId() {
        return new Upload(object.bucket(), object.key(), object.version(), object.time()).id();
    }

    @Override
    public String toString() {
        return "%s (%s of %s)%n%s".formatted(importId(), file.action(), shop, file.text());
    }
}
