package pointdrop.domain;

/// How far an import has come.
public enum Status {
    VALIDATING, IMPORTING, COMPLETED, REJECTED, FAILED;

    /// Whether nothing more will change.
    public boolean closed() {
        return switch (this) {
            case VALIDATING, IMPORTING -> false;
            case COMPLETED, REJECTED, FAILED -> true;
        };
    }
}
