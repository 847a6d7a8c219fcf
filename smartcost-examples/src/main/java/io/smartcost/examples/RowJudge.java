package io.smartcost.examples;

import io.smartcost.anomaly.AnomalyDetector;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.anomaly.Judgement;
import io.smartcost.anomaly.Sensitivity;
import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges rows one after the other. The step between them is learned from the rows so far; while it is not sure, what was read is
 * kept, and judged again if the step turns out to be smaller.
 */
final class RowJudge {
    /** So many rows make the step sure. */
    private static final int SURE = 50;
    /** More missing rows than this are as good as so many. */
    private static final long MOST_MISSING = 100_000;

    private static final Duration DAY = Duration.ofDays(1);
    private static final double FALSE_ALERTS = 2;
    private static final double FALSE_ALERTS_OF_FINE_STEPS = 12;

    private final AnomalyDetector detector;
    private final double falseAlerts;
    private final List<Row> early = new ArrayList<>();
    private @Nullable AnomalyStream stream;
    private @Nullable Instant last;
    private Duration step = Duration.ZERO;
    private int rows;

    RowJudge(DetectOptions options) {
        detector = options.season() > 1 ? AnomalyDetector.seasonal(options.season()) : AnomalyDetector.standard();
        falseAlerts = options.falseAlerts();
    }

    /**
     * @param value NaN for none
     * @return the cells after the value: {@code expected,lower,upper,score,anomaly}
     * @throws IllegalArgumentException if the time is not after that of the row before
     */
    String judge(Instant time, double value) {
        if (last != null && !time.isAfter(last)) {
            throw new IllegalArgumentException(
                    "the time " + time + " is not after " + last + ", that of the row before");
        }
        Duration apart = last == null ? Duration.ZERO : Duration.between(last, time);
        rows++;
        boolean isNew = rows <= SURE && rows > 1 && (step.isZero() || apart.compareTo(step) < 0);
        if (rows <= SURE) {
            early.add(new Row(time, value));
        } else {
            early.clear();
        }
        Judgement judgement;
        if (isNew) {
            step = apart.toSeconds() > 0 ? apart : Duration.ofSeconds(1);
            judgement = again();
        } else {
            judgement = step.isZero() ? null : next(missing(apart), value);
        }
        last = time;
        return cells(judgement);
    }

    /** Judges the rows so far by the new step. */
    private @Nullable Judgement again() {
        stream = null;
        Judgement judgement = null;
        Instant before = null;
        for (Row row : early) {
            if (stream == null) {
                stream = detector.start(row.time, step());
            }
            long missing = before == null ? 0 : missing(Duration.between(before, row.time));
            judgement = next(missing, row.value);
            before = row.time;
        }
        return judgement;
    }

    private Step step() {
        return Step.ofSeconds(step.toSeconds());
    }

    private long missing(Duration apart) {
        double steps = (double) apart.toSeconds() / step.toSeconds();
        return Math.max(0, Math.min(MOST_MISSING, Math.round(steps) - 1));
    }

    private @Nullable Judgement next(long missing, double value) {
        if (stream == null) {
            return null;
        }
        for (long i = 0; i < missing; i++) {
            stream.gap();
        }
        if (Double.isNaN(value)) {
            stream.gap();
            return null;
        }
        return stream.next(value);
    }

    private String cells(@Nullable Judgement judgement) {
        if (judgement == null) {
            return ",,,0.0,0";
        }
        EstimatedRange expected = judgement.expected();
        String bounds = expected == null ? ",," : expected.expected() + "," + expected.lower() + "," + expected.upper();
        return bounds + "," + judgement.score() + "," + (judgement.isAnomaly(sensitivity()) ? 1 : 0);
    }

    private Sensitivity sensitivity() {
        if (falseAlerts > 0) {
            return Sensitivity.falseAlertsPerYear(falseAlerts);
        }
        return Sensitivity.falseAlertsPerYear(step.compareTo(DAY) < 0 ? FALSE_ALERTS_OF_FINE_STEPS : FALSE_ALERTS);
    }

    private record Row(Instant time, double value) {}
}
