package pointdrop.storage;

/// How far an import or an export has come.
public enum Status {
    VALIDATING,
    IMPORTING,
    EXPORTING,
    COMPLETED,
    REJECTED,
    FAILED;

    /// Whether nothing more will change.
    public boolean closed() {
        return switch (this) {
            case VALIDATING, IMPORTING, EXPORTING -> false;
            case COMPLETED, REJECTED, FAILED -> true;
        };
    }
}
