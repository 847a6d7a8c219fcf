package io.smartcost.testkit.series;

/** What happens to a generated series beside its ordinary days. */
public enum EventKind {
    /** One or two days cost more. */
    SPIKE(true),
    /** From one day on, for weeks, everything costs 60 per cent more. */
    LEVEL_SHIFT(true),
    /** A little more each day. */
    LEAK(true),
    /** What cost nothing costs its full level from one day to the next. */
    NEW_SPEND(true),
    /** Some days cost less. */
    DROP(true),
    /** A weekend costs what a working day does. */
    WEEKEND_LEFT_ON(true),

    /** A service is taken up, over weeks. */
    LAUNCH(false),
    /** A service is given up for good. */
    DECOMMISSION(false),
    /** One day's cost is reduced, often below zero. */
    CREDIT(false),
    /** The first days of each month are free. */
    FREE_TIER_RESET(false);

    private final boolean anomaly;

    EventKind(boolean anomaly) {
        this.anomaly = anomaly;
    }

    /** Whether a detector should find it; an alert about any other is a false one. */
    public boolean isAnomaly() {
        return anomaly;
    }
}
