package io.smartcost.anomaly.rcf;

import io.smartcost.anomaly.AnomalyDetector;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.series.Step;
import java.time.Instant;

/**
 * Amazon's Random Cut Forest behind our interface, for comparison and for those who want it. It knows nothing of weeks and months; it
 * finds points that lie apart from the last 256. The score is turned into a frequency by what the series had so far. Slower than
 * our own by more than ten times, and finds less in costs: see the benchmarks.
 *
 * @param shingle how many successive points are looked at together, 1 to 64
 * @param seed of its random cuts: the same seed gives the same judgements
 */
public record RandomCutForestDetector(int shingle, long seed) implements AnomalyDetector {
    private static final int LONGEST_SHINGLE = 64;

    /** @throws IllegalArgumentException if the shingle is not of 1 to 64 points */
    public RandomCutForestDetector {
        if (shingle < 1 || shingle > LONGEST_SHINGLE) {
            throw new IllegalArgumentException("A shingle has 1 to " + LONGEST_SHINGLE + " points, not " + shingle);
        }
    }

    /** Looks at single points. */
    public static RandomCutForestDetector ofPoints() {
        return new RandomCutForestDetector(1, 1);
    }

    @Override
    public AnomalyStream start(Instant first, Step step) {
        return new ForestStream(first, step, shingle, seed);
    }
}
