package io.smartcost.anomaly;

import io.smartcost.series.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Our own detector.
 *
 * @param season after how many points the series repeats itself; 0 if that is to be found
 */
record ExpectationDetector(int season) implements AnomalyDetector {
    private static final int WEEK_OF_DAYS = 7;

    @Override
    public AnomalyStream start(Instant first, Step step) {
        boolean daily = step.equals(Step.DAY) && (season == 0 || season == WEEK_OF_DAYS);
        return daily
                ? new CalendarStream(LocalDate.ofInstant(first, ZoneOffset.UTC))
                : new SeasonalStream(first, step, season);
    }
}
