package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import java.time.Instant;

/**
 * A stretch of time in which costs were odd.
 *
 * @param subject whose
 * @param kind what it looks like so far
 * @param direction whether they were higher or lower than expected
 * @param start when it began; of what adds up slowly this is estimated, and earlier than it was told
 * @param end when it ended, or if it goes on when the last known point ends
 * @param isOngoing whether it had not ended when the series did
 * @param isFinal whether the point that told of it will stay as it is
 * @param toldAt the point that told of it
 * @param value that point's value, or what it is expected to become
 * @param expected what was expected of it
 * @param perYear how many points this odd such a series brings a year
 * @param moneyAtStake what was spent beyond the expected from start to end, negative if less; an estimate
 */
public record Anomaly(
        Subject subject,
        AnomalyKind kind,
        Direction direction,
        Instant start,
        Instant end,
        boolean isOngoing,
        boolean isFinal,
        Instant toldAt,
        double value,
        EstimatedRange expected,
        double perYear,
        double moneyAtStake) {
    /** The oddness from 0 to 1: 1 / (1 + perYear). */
    public double score() {
        return 1 / (1 + perYear);
    }

    boolean overlaps(Anomaly other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
