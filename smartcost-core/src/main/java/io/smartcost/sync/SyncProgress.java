package io.smartcost.sync;

import io.smartcost.model.SourceAccount;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a sync is. The figures are those of the whole sync; an account that has not yet found out which days it needs counts
 * with all the days that were asked for.
 *
 * @param account where something happened
 * @param step what happened
 * @param daysDone the days that are stored and checked, each counted for each account
 * @param daysLeft the days that are still to be read
 * @param records how many records are stored and checked
 * @param elapsed since the sync began
 * @param timeLeft an estimate, if every day takes as long as those so far; empty until the first day is done
 */
public record SyncProgress(
        SourceAccount account,
        Step step,
        int daysDone,
        int daysLeft,
        long records,
        Duration elapsed,
        Optional<Duration> timeLeft) {
    /** What a progress tells. */
    public enum Step {
        /** The account knows which days it needs. */
        PLANNED,
        /** One more day is stored and checked. */
        STORED,
        /** A call failed and is made again after a wait. */
        WAITING,
        /** The account is through, or has failed. */
        ENDED
    }
}
