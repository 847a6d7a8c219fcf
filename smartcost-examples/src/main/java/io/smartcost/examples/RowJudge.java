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
    /** Rows that share their time with an earlier one, or go back. */
    private long surplus;

    RowJudge(DetectOptions options) {
        detector = options.season() > 1 ? AnomalyDetector.seasonal(options.season()) : AnomalyDetector.standard();
        falseAlerts = options.falseAlerts();
    }

    /**
     * @param value NaN for none
     * @return the cells after the value: {@code expected,lower,upper,score,anomaly}
     */
    String judge(Instant time, double value) {
        Row row = new Row(time, value);
        rows++;
        if (rows <= SURE) {
            early.add(row);
        } else {
            early.clear();
        }
        Duration apart = last == null ? Duration.ZERO : Duration.between(last, time);
        boolean isFiner = apart.compareTo(Duration.ZERO) > 0 && (step.isZero() || apart.compareTo(step) < 0);
        if (rows <= SURE && isFiner) {
            step = apart.toSeconds() > 0 ? apart : Duration.ofSeconds(1);
            return cells(again());
        }
        if (step.isZero()) {
            last = time;
            return cells(null);
        }
        return cells(next(row));
    }

    /** Judges the rows so far by the new step. */
    private @Nullable Judgement again() {
        stream = detector.start(early.get(0).time, step());
        last = null;
        surplus = 0;
        Judgement judgement = null;
        for (Row row : early) {
            judgement = next(row);
        }
        return judgement;
    }

    private @Nullable Judgement next(Row row) {
        if (stream == null) {
            return null;
        }
        long missing = missing(row.time);
        for (long i = 0; i < missing; i++) {
            stream.gap();
        }
        if (Double.isNaN(row.value)) {
            stream.gap();
            return null;
        }
        return stream.next(row.value);
    }

    /**
     * How many rows are missing before this time. A row whose time is not after the last one is a point all the same, and makes up
     * for one that is missing later.
     */
    private long missing(Instant time) {
        Instant before = last;
        if (before == null || time.isAfter(before)) {
            last = time;
        }
        if (before == null) {
            return 0;
        }
        if (!time.isAfter(before)) {
            surplus++;
            return 0;
        }
        double steps = (double) Duration.between(before, time).toSeconds() / step.toSeconds();
        long missing = Math.max(0, Math.min(MOST_MISSING, Math.round(steps) - 1));
        long madeUp = Math.min(missing, surplus);
        surplus -= madeUp;
        return missing - madeUp;
    }

    private Step step() {
        return Step.ofSeconds(step.toSeconds());
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
