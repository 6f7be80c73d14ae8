package pointdrop.simulation;

import pointdrop.emulators.StoredObject;
import pointdrop.storage.Upload;

/// A request that was put.
///
/// @param importId of the import that it names, known or not
/// @param copied whether it is a copy of an object onto itself, which asks for nothing
record Asked(String shop, String verb, String importId, boolean copied, StoredObject object) {

    String id() {
        return new Upload(object.bucket(), object.key(), object.version(), object.time()).id();
    }

    boolean isAbout(Dropped file) {
        return shop.equals(file.shop()) && importId.equals(file.importId());
    }

    @Override
    public String toString() {
        return "%s (%s of %s, put %s)".formatted(id(), verb, importId, object.time());
    }
}
