package pointdrop.storage;

/// A pass over the chunks of an import. Both decide the outcome of every row by the same code; a review writes no customer.
public enum Stage {
    REVIEW(Status.REVIEWING, "reviews", "previews"),
    IMPORT(Status.IMPORTING, "chunks", "outcomes");

    private final Status status;
    private final String folder;
    private final String outcomes;

    /// @param folder of the chunks in the data bucket; each that is put there triggers its delivery
    /// @param outcomes folder of the outcomes of their rows
    Stage(Status status, String folder, String outcomes) {
        this.status = status;
        this.folder = folder;
        this.outcomes = outcomes;
    }

    /// That of an import whose chunks are worked on; chunks that are delivered in another one are skipped.
    public Status status() {
        return status;
    }

    String folder() {
        return folder;
    }

    String outcomes() {
        return outcomes;
    }
}
