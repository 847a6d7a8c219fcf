package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import org.jspecify.annotations.Nullable;

/**
 * What a detector thinks of one point, from the points before it alone.
 *
 * @param value the value judged: of a point that is not final, what it is expected to become
 * @param expected what was expected and between which bounds most points lie; null while nothing is known to expect
 * @param perYear how many points of this series at least this odd a year is expected to bring, alarms of which each counts once;
 *     infinite while nothing is known
 * @param kind what it looks like so far
 * @param since for how many points before this one the oddness has been adding up; 0 if this point alone is odd
 * @param isFinal whether the value will stay
 */
public record Judgement(
        double value, @Nullable EstimatedRange expected, double perYear, AnomalyKind kind, int since, boolean isFinal) {
    /** The oddness from 0 to 1: 1 / (1 + {@link #perYear}), so one half if something this odd comes once a year. */
    public double score() {
        return 1 / (1 + perYear);
    }

    /** Whether a point this odd is rarer than the false alerts that are accepted. */
    public boolean isAnomaly(Sensitivity sensitivity) {
        return perYear <= sensitivity.falseAlertsPerYear();
    }

    /** Up, unless the value lies below what was expected. */
    public Direction direction() {
        return expected != null && value < expected.expected() ? Direction.DOWN : Direction.UP;
    }

    /** The same of a series of the other sign. */
    Judgement mirrored() {
        AnomalyKind other = switch (kind) {
            case SPIKE -> AnomalyKind.DROP;
            case DROP -> AnomalyKind.SPIKE;
            default -> kind;
        };
        EstimatedRange range = expected == null
                ? null
                : new EstimatedRange(-expected.expected(), -expected.upper(), -expected.lower());
        return new Judgement(-value, range, perYear, other, since, isFinal);
    }

    static Judgement none(double value, boolean isFinal) {
        return new Judgement(value, null, Double.POSITIVE_INFINITY, AnomalyKind.SPIKE, 0, isFinal);
    }
}
