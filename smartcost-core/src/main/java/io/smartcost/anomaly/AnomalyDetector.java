package io.smartcost.anomaly;

import io.smartcost.series.Step;
import java.time.Instant;

/** A way to find anomalies. Immutable and thread-safe; each series has a stream of its own. */
@FunctionalInterface
public interface AnomalyDetector {
    /**
     * Begins to judge a series.
     *
     * @param first the time of its first point
     * @param step how far its points lie apart
     */
    AnomalyStream start(Instant first, Step step);

    /**
     * Ours: for days a model of the working week, the months' edges, growth and slow drifts; for other steps one of the seasons of a
     * day and a week, as far as the series has them.
     */
    static AnomalyDetector standard() {
        return new ExpectationDetector(0);
    }

    /**
     * The same with a season that is known.
     *
     * @param points after how many points the series repeats itself, from 2 to 100,000
     * @throws IllegalArgumentException for other numbers
     */
    static AnomalyDetector seasonal(int points) {
        if (points < 2 || points > 100_000) {
            throw new IllegalArgumentException("A season has 2 to 100,000 points, not " + points);
        }
        return new ExpectationDetector(points);
    }
}
