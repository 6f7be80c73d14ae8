package pointdrop.storage;

/// How far an import or an export has come.
public enum Status {
    VALIDATING,
    /// It is found out what the import would do; nothing is changed.
    REVIEWING,
    /// That is known, and a request may start the import.
    READY,
    IMPORTING,
    EXPORTING,
    COMPLETED,
    REJECTED,
    CANCELLED,
    FAILED;

    /// Whether functions are working on it, or should be.
    public boolean open() {
        return !closed() && this != READY;
    }

    /// Whether nothing more will change.
    public boolean closed() {
        return switch (this) {
            case VALIDATING, REVIEWING, READY, IMPORTING, EXPORTING -> false;
            case COMPLETED, REJECTED, CANCELLED, FAILED -> true;
        };
    }
}
