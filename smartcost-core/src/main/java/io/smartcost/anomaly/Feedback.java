package io.smartcost.anomaly;

import java.time.Instant;

/**
 * What somebody said about a finding.
 *
 * @param toldAt the {@link Anomaly#toldAt} of the finding
 * @param verdict what it is
 */
public record Feedback(Instant toldAt, Verdict verdict) {
    /** What a finding turned out to be. */
    public enum Verdict {
        /** The new level is the ordinary one: it is expected from now on. */
        EXPECTED_FROM_NOW_ON,
        /** Nothing: what is no odder is not to be reported again. */
        NOT_AN_ANOMALY
    }
}
