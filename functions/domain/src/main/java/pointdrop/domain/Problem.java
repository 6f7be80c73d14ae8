package pointdrop.domain;

/// One thing that is wrong with a row, for a person to mend.
///
/// @param message one English sentence that quotes the offending value and says what is expected
public record Problem(ProblemCode code, String message) {
    @Override
    public String toString() {
        return code + ": " + message;
    }
}
