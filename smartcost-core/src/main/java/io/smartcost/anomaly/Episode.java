package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Series;
import java.util.List;

/** An anomaly while it is being told: from the first alarm until costs are back for two points. */
final class Episode {
    /** As long as a deviation is this part of the greatest, it goes on. */
    private static final double STILL_ODD = 0.4;
    /** So many points on a new level are a step. */
    private static final int STEP_POINTS = 3;
    /** So many points of new spend are one anomaly. */
    private static final int NEW_POINTS = 7;

    private static final int BACK_POINTS = 2;

    private final Judgement alarm;
    private final int told;
    private final int first;
    private int last;
    private int back;
    private double money;
    private double greatest;

    /** @param before what was spent beyond the expected in the points in which it added up */
    Episode(Judgement alarm, int index, double before) {
        this.alarm = alarm;
        told = index;
        first = index - alarm.since();
        last = index;
        money = before + deviation(alarm);
        greatest = Math.abs(deviation(alarm));
    }

    static double deviation(Judgement judgement) {
        EstimatedRange expected = judgement.expected();
        return expected == null ? 0 : judgement.value() - expected.expected();
    }

    /** @return whether it still goes on */
    boolean goesOn(Judgement next, int index, Sensitivity sensitivity) {
        boolean isNew = alarm.kind() == AnomalyKind.NEW_SPEND && index - told < NEW_POINTS;
        double deviation = isNew && next.expected() == null ? next.value() : deviation(next);
        boolean sameWay = isNew || (next.expected() != null && next.direction() == alarm.direction());
        boolean odd = sameWay
                && (isNew || Math.abs(deviation) >= STILL_ODD * greatest || next.isAnomaly(sensitivity))
                && deviation != 0;
        if (odd) {
            last = index;
            back = 0;
            money += deviation;
            greatest = Math.max(greatest, Math.abs(deviation));
        } else {
            back++;
        }
        return back < BACK_POINTS;
    }

    /** Whether an alarm tells of the same drift again: it began before this ended. */
    boolean isToldAgainBy(Judgement next, int index) {
        return next.since() > 0 && index - next.since() <= last + 1 && next.direction() == alarm.direction();
    }

    /** Takes up what was thought to have ended. */
    void goOn(List<Judgement> judgements, int index) {
        while (last < index) {
            last++;
            money += deviation(judgements.get(last));
        }
        back = 0;
    }

    Anomaly finish(Subject subject, Series series) {
        EstimatedRange expected = alarm.expected() == null
                ? new EstimatedRange(alarm.value(), alarm.value(), alarm.value())
                : alarm.expected();
        return new Anomaly(
                subject,
                kind(),
                alarm.direction(),
                series.time(first),
                series.time(last + 1),
                last + back == series.size() - 1 && back < BACK_POINTS,
                alarm.isFinal(),
                series.time(told),
                alarm.value(),
                expected,
                alarm.perYear(),
                money);
    }

    private AnomalyKind kind() {
        boolean stays = last - told + 1 >= STEP_POINTS;
        return switch (alarm.kind()) {
            case SPIKE, DROP -> stays ? AnomalyKind.STEP : alarm.kind();
            case LEAK -> alarm.since() < STEP_POINTS ? AnomalyKind.STEP : AnomalyKind.LEAK;
            default -> alarm.kind();
        };
    }
}
