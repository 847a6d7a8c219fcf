package io.smartcost.anomaly;

/** What an anomaly looks like. It may change while the anomaly goes on: a step begins like a spike. */
public enum AnomalyKind {
    /** Much for a point or a few, then as before. */
    SPIKE,
    /** Little for a point or a few, then as before. */
    DROP,
    /** A new level that stays, higher or lower. */
    STEP,
    /** A little more each time, found by adding up. */
    LEAK,
    /** Something that cost nothing, or did not exist, costs. */
    NEW_SPEND,
    /** Something that cost every day costs nothing. */
    STOPPED_SPEND
}
