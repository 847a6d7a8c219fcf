package io.smartcost.anomaly.rcf;

import com.amazon.randomcutforest.RandomCutForest;
import io.smartcost.anomaly.AnomalyKind;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.anomaly.Judgement;
import io.smartcost.anomaly.Rarity;
import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A forest of one series. What is expected is the median of the last 28 points; the forest itself expects nothing. */
final class ForestStream implements AnomalyStream {
    private static final double SECONDS_OF_A_YEAR = 365.25 * 86_400;
    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final int ENOUGH = 20;
    private static final int RECENT = 28;
    /** How far from the median most points lie, in median distances: three standard deviations of a normal variable. */
    private static final double MOST = 3 * 1.4826;
    /** A float holds more, but the forest adds up. */
    private static final double LARGEST = 1e30;
    /** The forest's scores thin out about so fast, and lie below this. */
    private static final double SLOPE = 0.2;

    private static final double ORDINARY_SCORE = 1.2;

    private final Instant first;
    private final Step step;
    private final int shingle;
    private final long seed;
    private final Rarity rarity = new Rarity(0.95, SLOPE, ORDINARY_SCORE, 60, 4);
    private final double[] recent = new double[RECENT];
    private RandomCutForest forest;
    private int position;
    private int seen;
    private double unit;
    private double lastScore;
    private double tolerated;

    ForestStream(Instant first, Step step, int shingle, long seed) {
        this.first = first;
        this.step = step;
        this.shingle = shingle;
        this.seed = seed;
        forest = plant();
    }

    private RandomCutForest plant() {
        return RandomCutForest.builder()
                .dimensions(shingle)
                .shingleSize(shingle)
                .internalShinglingEnabled(true)
                .numberOfTrees(TREES)
                .sampleSize(SAMPLE)
                .randomSeed(seed)
                .build();
    }

    @Override
    public Judgement next(double value) {
        check(value, 0);
        if (unit == 0) {
            unit = Math.abs(value);
        }
        Judgement judgement = judge(value, true);
        forest.update(point(value));
        recent[seen % RECENT] = value;
        seen++;
        position++;
        return judgement;
    }

    private float[] point(double value) {
        double inUnits = unit > 0 ? value / unit : value;
        return new float[] {(float) Math.max(-LARGEST, Math.min(LARGEST, inUnits))};
    }

    private Judgement judge(double value, boolean isFinal) {
        EstimatedRange range = range(value);
        AnomalyKind kind = value < range.expected() ? AnomalyKind.DROP : AnomalyKind.SPIKE;
        if (seen < ENOUGH) {
            return new Judgement(value, range, Double.POSITIVE_INFINITY, kind, 0, isFinal);
        }
        double score = forest.getAnomalyScore(point(value));
        double frequency = score <= tolerated ? 0 : rarity.logFrequency(score);
        if (isFinal) {
            rarity.learn(score);
            lastScore = score;
        }
        double perYear = SECONDS_OF_A_YEAR / step.seconds() * Math.exp(frequency);
        return new Judgement(value, range, perYear, kind, 0, isFinal);
    }

    private EstimatedRange range(double value) {
        int known = Math.min(seen, RECENT);
        if (known == 0) {
            return new EstimatedRange(value, value, value);
        }
        double[] sorted = Arrays.copyOf(recent, known);
        Arrays.sort(sorted);
        double median = sorted[known / 2];
        double[] distances = Arrays.stream(sorted)
                .map(past -> Math.abs(past - median))
                .sorted()
                .toArray();
        double most = MOST * distances[known / 2];
        return new EstimatedRange(median, median - most, median + most);
    }

    @Override
    public void gap() {
        position++;
    }

    @Override
    public List<Judgement> ahead(double... standing) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < standing.length; i++) {
            check(standing[i], i);
            Judgement judgement = judge(standing[i], false);
            // How much is missing nobody knows, so only what is too much already is told.
            boolean tooMuch = judgement.kind() == AnomalyKind.SPIKE;
            judgements.add(
                    tooMuch
                            ? judgement
                            : new Judgement(
                                    standing[i],
                                    judgement.expected(),
                                    Double.POSITIVE_INFINITY,
                                    AnomalyKind.DROP,
                                    0,
                                    false));
        }
        return judgements;
    }

    /** Forgets what was before: a new forest grows from the next points. */
    @Override
    public void expectFromNowOn() {
        forest = plant();
        seen = 0;
    }

    @Override
    public void notAnAnomaly() {
        tolerated = Math.max(tolerated, lastScore);
    }

    private void check(double value, int after) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The value of " + step.plus(first, position + after) + " is " + value
                    + ", which is not a number to judge. Tell a gap instead");
        }
    }
}
