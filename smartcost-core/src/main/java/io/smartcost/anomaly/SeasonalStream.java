package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Judges series of any step: each point by what is expected of it, and the mean of the last three by what was expected before them,
 * so that what lasts is found though no point of it is odd enough. The rarer of the two counts.
 */
final class SeasonalStream implements AnomalyStream {
    /** How many points are seen before one is called odd. */
    private static final int ENOUGH = 24;
    /** So many points in a row last. */
    private static final int LASTING = 3;
    /** The youngest of them is at least this part of their mean's deviation away: otherwise it is over. */
    private static final double STILL = 0.5;
    /** The logarithm of how much rarer what lasts is taken for. Chosen on labelled series, between 0 and -0.5. */
    private static final double LASTING_IS_RARER = -0.2;

    private final Instant first;
    private final Step step;
    private final SeasonalModel points;
    private final SeasonalModel means;
    private final double[] latest = new double[LASTING];
    private final Lateness lateness = new Lateness();
    private final Tolerance tolerance = new Tolerance();
    private long position;

    /** @param season a season that is known, or 0 */
    SeasonalStream(Instant first, Step step, int season) {
        this.first = first;
        this.step = step;
        points = new SeasonalModel(step, season, 1);
        means = new SeasonalModel(step, season, LASTING);
    }

    @Override
    public Judgement next(double value) {
        Values.check(value, step.plus(first, position));
        lateness.became(value);
        if (points.seen() == 0) {
            points.begin(value);
            means.begin(value);
            Arrays.fill(latest, value);
        }
        latest[points.seen() % LASTING] = value;
        points.look(1);
        double oddness = points.oddness(value, 0);
        Judgement judgement = lasting(judge(value, oddness, 0, true));
        points.learn(value, oddness);
        position++;
        return judgement;
    }

    private Judgement judge(double value, double oddness, double uncertainty, boolean isFinal) {
        EstimatedRange range = points.range(value, uncertainty);
        Direction direction = value < range.expected() ? Direction.DOWN : Direction.UP;
        double frequency = tolerance.apply(points.logFrequency(oddness), oddness, direction, false);
        AnomalyKind kind = direction == Direction.UP ? AnomalyKind.SPIKE : AnomalyKind.DROP;
        return new Judgement(value, range, perYear(frequency), kind, 0, isFinal);
    }

    /** The judgement of the last points together, if that is rarer than the one of the last alone. */
    private Judgement lasting(Judgement alone) {
        double mean = 0;
        for (double value : latest) {
            mean += value / LASTING;
        }
        means.look(1);
        double expected = means.middle();
        double oddness = means.oddness(mean, 0);
        double logFrequency = means.logFrequency(oddness) + LASTING_IS_RARER;
        means.learn(mean, oddness);
        double deviation = mean - expected;
        double still = (alone.value() - expected) * Math.signum(deviation);
        Direction direction = deviation < 0 ? Direction.DOWN : Direction.UP;
        double frequency = tolerance.apply(logFrequency, oddness, direction, true);
        return still >= STILL * Math.abs(deviation) && perYear(frequency) < alone.perYear()
                ? new Judgement(
                        alone.value(), alone.expected(), perYear(frequency), AnomalyKind.STEP, LASTING - 1, true)
                : alone;
    }

    private double perYear(double logFrequency) {
        return points.seen() < ENOUGH - 1 ? Double.POSITIVE_INFINITY : points.pointsPerYear() * Math.exp(logFrequency);
    }

    @Override
    public void gap() {
        lateness.pass();
        points.gap();
        means.gap();
        position++;
    }

    @Override
    public List<Judgement> ahead(double... standing) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < standing.length; i++) {
            Values.check(standing[i], step.plus(first, position + i));
            int old = standing.length - 1 - i;
            lateness.stands(i, old, standing[i]);
            points.look(i + 1);
            if (lateness.knows(old)) {
                double becomes = lateness.becomes(standing[i], old);
                double uncertainty = lateness.uncertainty(old);
                judgements.add(judge(becomes, points.oddness(becomes, uncertainty), uncertainty, false));
            } else {
                judgements.add(asItStands(standing[i]));
            }
        }
        return judgements;
    }

    /** Nobody knows how much is missing, so only what is too much already is told. */
    private Judgement asItStands(double value) {
        Judgement judgement = judge(value, points.oddness(value, 0), 0, false);
        return judgement.direction() == Direction.UP
                ? judgement
                : new Judgement(value, judgement.expected(), points.pointsPerYear(), judgement.kind(), 0, false);
    }

    @Override
    public void expectFromNowOn() {
        points.expectLast();
        means.expectLast();
    }

    @Override
    public void notAnAnomaly() {
        tolerance.takeLast();
    }
}
