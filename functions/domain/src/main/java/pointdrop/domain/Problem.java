package pointdrop.domain;

/// One problem of a row, for a person to correct.
///
/// @param message one English sentence that quotes the offending value and says what is expected
public record Problem(ProblemCode code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
