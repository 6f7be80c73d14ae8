package pointdrop.simulation;

import pointdrop.emulators.StoredObject;
import pointdrop.storage.Upload;

/// A file that was dropped.
///
/// @param repeat whether it asks to be imported even if the same bytes were imported before
/// @param review whether it waits for a request after its review
/// @param copied whether it is a copy of an object onto itself
record Dropped(String shop, Lines file, boolean repeat, boolean review, boolean copied, StoredObject object) {

    String importId() {
        return new Upload(object.bucket(), object.key(), object.version(), object.time()).id();
    }

    /// Whether the other file has the same bytes, and was dropped for the same action of the same shop.
    boolean sameAs(Dropped other) {
        return shop.equals(other.shop) && file.equals(other.file);
    }

    /// Whether the other one is a newer version of the same object.
    boolean isReplacedBy(Dropped other) {
        return object.key().equals(other.object.key()) && object.version().compareTo(other.object.version()) < 0;
    }

    @Override
    public String toString() {
        return "%s (%s of %s%s)%n%s".formatted(importId(), file.action(), shop, review ? ", reviewed" : "",
                file.text());
    }
}
