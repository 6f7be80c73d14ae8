package pointdrop.domain;

import java.util.List;

/// A row of an earlier import that changed its customer, and is to be taken back.
public record ReversedRow(Outcome.Changed original) implements AnyRow {
    @Override
    public int number() {
        return original.row();
    }

    @Override
    public EmailAddress email() {
        return original.email();
    }

    @Override
    public List<Problem> problems() {
        return List.of();
    }
}
