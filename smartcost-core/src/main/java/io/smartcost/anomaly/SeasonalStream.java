package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Judges series of any step. A point is expected to be like the last one, like the recent ones, like the long run, or like the same
 * place in earlier days and weeks, with or without the recent offset from it; each is trusted as far as it explained the last points,
 * so seasons that the series has not lose their say. Each has its own scale of error, the larger of a slow and a fast one, so that
 * after wild points more is ordinary.
 */
final class SeasonalStream implements AnomalyStream {
    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final double SECONDS_OF_A_YEAR = 365.25 * SECONDS_OF_A_DAY;
    /** Larger seasons would need more memory than a series is worth. */
    private static final int LONGEST = 2_100;
    /** How many points are seen before one is called odd. */
    private static final int ENOUGH = 24;

    private static final int LAST = 0;
    private static final int RECENT = 1;
    private static final int LONG_RUN = 2;
    private static final int SLOTS = 3;

    private static final double RECENT_PACE = 0.3;
    private static final double LONG_RUN_PACE = 0.01;
    private static final double SCALE_PACE = 0.01;
    private static final double FAST_SCALE_PACE = 0.03;
    /** An error counts as at most so many scales in what is learned of it. */
    private static final double MOST_ERROR = 3;
    /** A value moves a mean by at most so many scales. */
    private static final double MOST_MOVE = 2;
    /** The mean distance of a normal variable from its mean, turned into its standard deviation. */
    private static final double FROM_MEAN_DISTANCE = 1.25;

    private final Instant first;
    private final Step step;
    private final SlotMeans[] slots;
    private final double[] offsets;
    private final double[] expected;
    private final double[] scales;
    private final double[] slow;
    private final double[] fast;
    private final Blend blend;
    private final Rarity rarity = new Rarity(0.95, 1, 3, 300, 8);
    private final Lateness lateness = new Lateness();
    private final Tolerance tolerance = new Tolerance();
    private final double pointsPerYear;
    private long position;
    private int seen;
    private double recent;
    private double longRun;
    private double last;

    /** @param season a season that is known, or 0 */
    SeasonalStream(Instant first, Step step, int season) {
        this.first = first;
        this.step = step;
        pointsPerYear = SECONDS_OF_A_YEAR / step.seconds();
        int[] lengths = seasons(step, season);
        slots = new SlotMeans[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            slots[i] = new SlotMeans(lengths[i]);
        }
        int size = SLOTS + 2 * slots.length;
        offsets = new double[slots.length];
        expected = new double[size];
        scales = new double[size];
        slow = new double[size];
        fast = new double[size];
        blend = new Blend(size, 0.02, 0.99);
    }

    /** A day and a week, or the twelve months, where they are whole numbers of points; and the one that is known. */
    private static int[] seasons(Step step, int known) {
        double day = SECONDS_OF_A_DAY / step.seconds();
        return DoubleStream.concat(
                        step.isMonth() ? DoubleStream.of(12) : DoubleStream.of(day, 7 * day), DoubleStream.of(known))
                .filter(points -> points == Math.rint(points) && points >= 2)
                .filter(points -> points <= LONGEST || points == known)
                .mapToInt(points -> (int) points)
                .distinct()
                .toArray();
    }

    @Override
    public Judgement next(double value) {
        Values.check(value, step.plus(first, position));
        lateness.became(value);
        if (seen == 0) {
            recent = value;
            longRun = value;
            last = value;
        }
        look(1);
        Judgement judgement = judge(value, 0, true);
        learn(value);
        return judgement;
    }

    private void look(int points) {
        expected[LAST] = last;
        expected[RECENT] = recent;
        expected[LONG_RUN] = longRun;
        for (int i = 0; i < slots.length; i++) {
            double typical = slots[i].at(position + points - 1);
            expected[SLOTS + 2 * i] = typical;
            expected[SLOTS + 2 * i + 1] = typical + offsets[i];
        }
        for (int k = 0; k < scales.length; k++) {
            scales[k] = Math.max(slow[k], fast[k]);
        }
    }

    private Judgement judge(double value, double uncertainty, boolean isFinal) {
        double[] widths = scales;
        if (uncertainty > 0) {
            widths = scales.clone();
            for (int k = 0; k < widths.length; k++) {
                widths[k] = Math.hypot(widths[k], uncertainty * Math.abs(value));
            }
        }
        double tail = blend.tail(value, expected, widths);
        if (Double.isNaN(tail)) {
            // It never moved: then how long it did not is all that is known.
            boolean moves = seen > 0 && value != last;
            tail = moves ? 1.0 / (seen + 1) : 1;
        }
        double odd = -Math.log(tail);
        EstimatedRange range = range(widths);
        Direction direction = value < range.expected() ? Direction.DOWN : Direction.UP;
        double frequency = tolerance.apply(rarity.logFrequency(odd), odd, direction, false);
        if (isFinal) {
            rarity.learn(odd);
        }
        AnomalyKind kind = direction == Direction.UP ? AnomalyKind.SPIKE : AnomalyKind.DROP;
        return seen < ENOUGH
                ? new Judgement(value, range, Double.POSITIVE_INFINITY, kind, 0, isFinal)
                : new Judgement(value, range, pointsPerYear * Math.exp(frequency), kind, 0, isFinal);
    }

    private EstimatedRange range(double[] widths) {
        double mean = blend.mean(expected, widths);
        double middle = Double.isNaN(mean) ? last : mean;
        double odd = rarity.oddness(Math.log(Math.min(0.01, 12 / pointsPerYear)));
        double distance = StudentT.distance(Math.exp(-odd));
        double low = middle;
        double high = middle;
        for (int k = 0; k < widths.length; k++) {
            if (blend.weight(k) >= 0.1 && !Double.isNaN(expected[k])) {
                low = Math.min(low, expected[k] - distance * widths[k]);
                high = Math.max(high, expected[k] + distance * widths[k]);
            }
        }
        return new EstimatedRange(middle, low, high);
    }

    private void learn(double value) {
        blend.learn(value, expected, scales);
        for (int k = 0; k < scales.length; k++) {
            if (!Double.isNaN(expected[k])) {
                learnScale(k, Math.abs(value - expected[k]));
            }
        }
        seen++;
        last = value;
        recent += RECENT_PACE * (value - recent);
        double most = MOST_MOVE * slow[LONG_RUN];
        double off = value - longRun;
        longRun += Math.max(LONG_RUN_PACE, 1.0 / (seen + 1)) * (most > 0 ? Math.max(-most, Math.min(most, off)) : off);
        for (int i = 0; i < slots.length; i++) {
            double typical = expected[SLOTS + 2 * i];
            if (!Double.isNaN(typical)) {
                offsets[i] += RECENT_PACE * (value - typical - offsets[i]);
            }
            slots[i].learn(position, value, MOST_MOVE * Math.max(slow[SLOTS + 2 * i], slow[SLOTS + 2 * i + 1]));
        }
        position++;
    }

    private void learnScale(int k, double error) {
        if (slow[k] == 0) {
            slow[k] = seen > 0 ? 1.2 * error : 0;
            fast[k] = 0;
            return;
        }
        double counted = FROM_MEAN_DISTANCE * Math.min(error, MOST_ERROR * slow[k]);
        fast[k] += Math.max(FAST_SCALE_PACE, 1.0 / (seen + 2)) * (counted - fast[k]);
        slow[k] += Math.max(SCALE_PACE, 1.0 / (seen + 2)) * (counted - slow[k]);
    }

    @Override
    public void gap() {
        lateness.pass();
        position++;
    }

    @Override
    public List<Judgement> ahead(double... standing) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < standing.length; i++) {
            Values.check(standing[i], step.plus(first, position + i));
            int old = standing.length - 1 - i;
            lateness.stands(i, old, standing[i]);
            look(i + 1);
            if (lateness.knows(old)) {
                double becomes = lateness.becomes(standing[i], old);
                judgements.add(judge(becomes, lateness.uncertainty(old), false));
            } else {
                Judgement asItIs = judge(standing[i], 0, false);
                // Nobody knows how much is missing, so only what is too much already is told.
                judgements.add(
                        asItIs.direction() == Direction.UP
                                ? asItIs
                                : new Judgement(
                                        standing[i], asItIs.expected(), pointsPerYear, asItIs.kind(), 0, false));
            }
        }
        return judgements;
    }

    @Override
    public void expectFromNowOn() {
        double move = last - longRun;
        longRun = last;
        recent = last;
        for (SlotMeans slot : slots) {
            slot.move(move);
        }
        Arrays.fill(offsets, 0);
    }

    @Override
    public void notAnAnomaly() {
        tolerance.takeLast();
    }
}
