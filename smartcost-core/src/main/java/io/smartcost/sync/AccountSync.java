package io.smartcost.sync;

import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did for one account. Whatever the outcome, the days that arrived are stored, and the next sync goes on from there.
 *
 * @param reason why, if the outcome is not OK
 * @param daysReplaced how many days were stored, each counted once however often it was tried
 * @param missing the days that were to be read and were not stored: the provider does not know them yet, or it did not get so far
 * @param sent what the provider sent and the store accepted
 * @param stored what was read back from the store for the same days
 * @param refused how many rows the provider could not understand; a row of a file counts once, even if it was met several times
 * @param refusals the first 1,000 of them
 * @param paidCalls how many calls that cost money were made, those of failed tries included
 */
public record AccountSync(
        SourceAccount account,
        Outcome outcome,
        @Nullable String reason,
        int daysReplaced,
        List<DayRange> missing,
        CostSums sent,
        CostSums stored,
        long refused,
        List<Refusal> refusals,
        long paidCalls,
        Duration duration) {
    public AccountSync {
        missing = List.copyOf(missing);
        refusals = List.copyOf(refusals);
    }

    /** Whether all that was sent is stored, to the last digit. */
    public boolean balanced() {
        return sent.equals(stored);
    }

    /** For a person, on one line. */
    @Override
    public String toString() {
        return account + ": " + outcome + (reason == null ? "" : " (" + reason + ")") + ", " + daysReplaced + " days, "
                + sent
                + (balanced() ? "" : " BUT STORED " + stored)
                + (refused == 0 ? "" : ", " + refused + " rows refused")
                + (missing.isEmpty() ? "" : ", missing " + missing);
    }

    /** How the sync of an account ended. */
    public enum Outcome {
        /** Everything that the provider knows is stored. */
        OK,
        /** Something is wrong; the reason says what. */
        FAILED,
        /** Another instance is at it. */
        SKIPPED,
        /** The sync was told to stop. */
        CANCELLED,
        /** The cap on paid calls was reached. */
        PAID_CALLS_EXHAUSTED
    }
}
