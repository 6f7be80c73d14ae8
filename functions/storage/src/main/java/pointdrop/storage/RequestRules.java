package pointdrop.storage;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Rejection;
import pointdrop.domain.Rejection.Code;
import pointdrop.storage.Request.Verb;

/// What a request about an import does, as the import stands. Whoever takes a request can say so at once; what counts is how the import
/// stands when the request is answered.
///
/// @param undoTime for which an import can be undone after it has ended
public record RequestRules(Duration undoTime) {
    /// Reads `POINTDROP_UNDO_DAYS`.
    public static RequestRules of(Environment environment) {
        return new RequestRules(Duration.ofDays(environment.requiredNumber("POINTDROP_UNDO_DAYS")));
    }

    /// What a request does.
    public enum Effect {
        /// What it asks for is to be done.
        DUE,
        /// What it asks for is done.
        STANDS
    }

    /// @param latestUndo see [Undos#latest]
    /// @param at when the request was put
    /// @throws FileRejected where it cannot be done, with the reason
    public Effect effect(Verb verb, HistoryEntry entry, Optional<HistoryEntry> latestUndo, Instant at) {
        return switch (verb) {
            case START -> start(entry, at);
            case CANCEL -> cancel(entry);
            case UNDO -> undo(entry, latestUndo, at);
        };
    }

    /// Late is what was put too late, whenever it is delivered.
    private static Effect start(HistoryEntry entry, Instant at) {
        return switch (entry.status()) {
            case READY -> {
                if (entry.isExpired(at)) {
                    throw Rejection.because(Code.EXPIRED,
                            "The import could be started until %s, and the request was put at %s. Drop its file in again.",
                            requireNonNull(entry.review().readyUntil()), at);
                }
                yield Effect.DUE;
            }
            case IMPORTING, COMPLETED -> Effect.STANDS;
            case VALIDATING, REVIEWING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import is still being reviewed. Wait for the mail that it is ready, and ask again.");
            case REJECTED -> throw wasNotBegun("it was rejected");
            case CANCELLED -> throw wasNotBegun("it was cancelled");
            case FAILED -> {
                if (entry.progress().importingSince() == null) {
                    throw wasNotBegun("its review failed");
                }
                yield Effect.STANDS;
            }
        };
    }

    private static FileRejected wasNotBegun(String why) {
        return Rejection.because(Code.STATUS_WRONG,
                "The import cannot be started, because %s. Drop its file in again.", why);
    }

    private static Effect cancel(HistoryEntry entry) {
        return switch (entry.status()) {
            case REVIEWING, READY -> Effect.DUE;
            case CANCELLED -> Effect.STANDS;
            case VALIDATING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The file is still being validated. Wait for a moment, and ask again.");
            case IMPORTING, COMPLETED -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has been started. Undo it once it has ended.");
            case REJECTED, FAILED -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has ended already. There is nothing to cancel.");
        };
    }

    private Effect undo(HistoryEntry entry, Optional<HistoryEntry> latest, Instant at) {
        requireChanges(entry);
        if (latest.isPresent() && !isHalfDone(latest.get())) {
            return Effect.STANDS;
        }
        Instant until = undoUntil(latest.orElse(entry));
        if (at.isAfter(until)) {
            throw Rejection.because(Code.EXPIRED,
                    "The import could be undone until %s, and the request was put at %s. Drop a file that corrects it.",
                    until, at);
        }
        return Effect.DUE;
    }

    private static void requireChanges(HistoryEntry entry) {
        switch (entry.status()) {
            case COMPLETED, FAILED, REJECTED, CANCELLED -> {
                // It has ended.
            }
            case VALIDATING, REVIEWING, READY, IMPORTING, EXPORTING -> throw Rejection.because(Code.STATUS_WRONG,
                    "The import has not ended. Wait for its mail, and ask again; one that is ready can be cancelled.");
        }
        if (entry.undo().undoes() != null) {
            throw Rejection.because(Code.STATUS_WRONG,
                    "The import is an undo itself, which cannot be undone. Drop the file of the import %s in again.",
                    entry.undo().undoes());
        }
        if (entry.counts().changed() == 0) {
            throw Rejection.because(Code.STATUS_WRONG, "The import changed no customer. There is nothing to undo.");
        }
        if (entry.progress().ledger() < HistoryEntry.LEDGER) {
            throw Rejection.because(Code.STATUS_WRONG,
                    "The import is from a time when outcomes did not say what each row changed. It cannot be undone; drop a file that "
                            + "corrects it.");
        }
    }

    private static boolean isHalfDone(HistoryEntry undo) {
        return undo.status() == Status.FAILED && undo.counts().notProcessed() > 0;
    }

    /// Until when an undo can be asked for.
    ///
    /// @param ended the import, or its undo that was given up half done
    public Instant undoUntil(HistoryEntry ended) {
        return requireNonNull(ended.ending().finishedAt()).plus(undoTime);
    }

    /// Until when an undo of an import can be asked for; nothing where none can.
    ///
    /// @param latestUndo see [Undos#latest]
    public Optional<Instant> undoUntil(HistoryEntry entry, Optional<HistoryEntry> latestUndo, Instant now) {
        try {
            return undo(entry, latestUndo, now) == Effect.DUE
                    ? Optional.of(undoUntil(latestUndo.orElse(entry)))
                    : Optional.empty();
        } catch (FileRejected notPossible) {
            return Optional.empty();
        }
    }
}
