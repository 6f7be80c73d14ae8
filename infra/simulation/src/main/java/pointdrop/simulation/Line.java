package pointdrop.simulation;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One row of a generated file, and what it must do to its customer: said here once more, in the plainest way, so that the
/// functions are held against something they had no part in.
///
/// @param text as it stands in the file
/// @param email the address that it means; null where it names none
record Line(String text, @Nullable String email, Effect effect) {

    enum Kind {
        CHANGED,
        UNCHANGED,
        FAILED
    }

    /// @param after the customer then; null where there is still none
    record Result(Kind kind, @Nullable Known after) {}

    interface Effect {
        /// @param before null where there is no such customer
        /// @param shop its rules when the file was validated
        Result on(@Nullable Known before, ShopState shop);
    }

    /// A row that no customer could take.
    static Line wrong(String text, @Nullable String email) {
        return new Line(text, email, (before, _) -> new Result(Kind.FAILED, before));
    }

    /// A row that changes a customer who exists and can be read.
    static Line change(String text, String email, UnaryOperator<Known> change) {
        return new Line(text, email, (before, shop) -> {
            if (before == null || before.odd()) {
                return new Result(Kind.FAILED, before);
            }
            Known after = change.apply(before);
            if (after.points() < 0 && after.points() != before.points() && !shop.allowNegativeBalance()) {
                return new Result(Kind.FAILED, before);
            }
            return new Result(Objects.equals(before, after) ? Kind.UNCHANGED : Kind.CHANGED, after);
        });
    }

    /// The same row where it asks for a tier, which the shop must have.
    Line withTier(String tier) {
        return new Line(text, email, (before, shop) -> shop.tiers().contains(tier)
                ? effect.on(before, shop)
                : new Result(Kind.FAILED, before));
    }

    /// The same row where it says a birthday that a spreadsheet may have made: it must be the one that is known.
    Line forBirthday(String known) {
        return new Line(text, email, (before, shop) -> before != null && known.equals(before.birthday())
                ? effect.on(before, shop)
                : new Result(Kind.FAILED, before));
    }

    /// A row that creates a customer who does not exist, and changes one who does.
    static Line upsert(String text, String email, UnaryOperator<Known> change) {
        Effect changed = change(text, email, change).effect();
        return new Line(text, email, (before, shop) -> before == null
                ? new Result(Kind.CHANGED, change.apply(new Known(0, null, null, null)))
                : changed.on(before, shop));
    }

    /// A row that creates a customer who does not exist.
    static Line creation(String text, String email, Known customer) {
        return new Line(text, email, (before, _) -> before == null
                ? new Result(Kind.CHANGED, customer)
                : new Result(Kind.FAILED, before));
    }
}
