package pointdrop.csv;

/// The columns of a line of outcomes before the cells of the file, in their order, as docs/LEDGER.md describes them.
enum LedgerColumn {
    ROW(0, "Row"),
    OUTCOME(1, "Outcome"),
    EMAIL(2, "Email"),
    BEFORE(3, "Before"),
    DELTA(4, "Delta"),
    AFTER(5, "After"),
    SET_BY_BEFORE(6, "Set By Before"),
    SET_BY_AFTER(7, "Set By After"),
    CREATED_BEFORE(8, "Created Before"),
    CREATED_AFTER(9, "Created After"),
    NAME_BEFORE(10, "Name Before"),
    NAME_AFTER(11, "Name After"),
    TIER_BEFORE(12, "Tier Before"),
    TIER_AFTER(13, "Tier After"),
    BIRTHDAY_BEFORE(14, "Birthday Before"),
    BIRTHDAY_AFTER(15, "Birthday After"),
    REASON(16, "Reason"),
    ERROR(17, "Error");

    static final int COUNT = values().length;

    private final int position;
    private final String title;

    LedgerColumn(int position, String title) {
        this.position = position;
        this.title = title;
    }

    /// From 0.
    int position() {
        return position;
    }

    String title() {
        return title;
    }
}
