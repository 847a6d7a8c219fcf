package io.smartcost.forecast;

import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a {@link Forecast} of a series: what may be learned from, in which seasons, by which methods, and with which errors. */
final class Forecaster {
    private static final int MOST_POINTS = 2_500;
    private static final int LONG_SEASON = 12;
    private static final int FEW_POINTS = 12;
    private static final int FEWEST_POINTS = 3;
    /** Of the mean value, where nothing could be tested. */
    private static final double ASSUMED_ERROR = 0.25;

    private final Series series;
    private final List<String> reasons = new ArrayList<>();
    private final double[] known;
    /** The first and the last point with a value to learn from. */
    private int first;

    private int last;

    private Forecaster(Series series, Restatements restatements) {
        this.series = series;
        double[] finals = series.finalValues();
        for (int i = 0; i < finals.length; i++) {
            int age = finals.length - 1 - i;
            if (series.state(i) == Series.State.NOT_FINAL && restatements.settled(age)) {
                finals[i] = series.value(i) / restatements.share(age);
            }
        }
        if (!narrow(finals) && narrow(series.values())) {
            reasons.add("No point is final, so what is known so far was taken for final");
            finals = series.values();
        }
        known = finals;
    }

    private boolean narrow(double[] values) {
        last = values.length - 1;
        while (last >= 0 && Double.isNaN(values[last])) {
            last--;
        }
        first = 0;
        while (first <= last && Double.isNaN(values[first])) {
            first++;
        }
        return last >= 0;
    }

    static Forecast forecast(Series series, int periods, int season, Restatements restatements) {
        return new Forecaster(series, restatements).forecast(periods, season, restatements);
    }

    private Forecast forecast(int periods, int season, Restatements restatements) {
        int open = series.size() - 1 - last;
        if (last < 0) {
            reasons.add("No point is known, so nothing can be said of what comes");
            return Forecast.ofNothing(series, reasons);
        }
        first = Math.max(first, last + 1 - Math.max(MOST_POINTS, Math.min(4 * 7 * season, 100_000)));
        double[] values = Arrays.copyOfRange(known, first, last + 1);
        double unit = unit(values);
        for (int t = 0; t < values.length; t++) {
            values[t] /= unit;
        }
        boolean negative = Arrays.stream(values).anyMatch(value -> value < 0);
        if (values.length < FEWEST_POINTS) {
            return ofLastValue(values, unit, open + periods, restatements);
        }
        if (season < LONG_SEASON) {
            values = LatestStep.levelled(values, season);
        }
        Calendar calendar = calendar(values);
        double[] actual = calendar.without(values);
        int[] periodsOfSeasons = Seasons.of(Cleaning.of(actual, 1), season);
        double[] clean = Cleaning.of(actual, comparable(periodsOfSeasons, values.length));
        Backtest backtest = Backtest.of(values.length, open + periods, Seasons.needed(periodsOfSeasons));
        List<double[][]> candidates = Candidates.of(clean, periodsOfSeasons, backtest);
        double[][] paths = Combination.of(candidates, actual, backtest);
        double[][] repeated = periodsOfSeasons.length > 0
                ? Recurrence.forecast(clean, periodsOfSeasons[0], 1, backtest)
                : candidates.get(0);
        double repeating = Combination.meanError(repeated, actual, backtest);
        for (int o = 0; o < paths.length; o++) {
            calendar.putBack(paths[o], backtest.origins()[o]);
            for (int k = 0; k < paths[o].length && !negative; k++) {
                paths[o][k] = Math.max(0, paths[o][k]);
            }
        }
        Accuracy accuracy = accuracy(paths, values, backtest, unit, repeating);
        Errors errors = accuracy.origins() == 0
                ? Errors.assumed(ASSUMED_ERROR * meanSize(values))
                : Errors.of(paths, values, backtest, leastError(values));
        explain(values, periodsOfSeasons, season, open, backtest, restatements);
        double[] expected = paths[paths.length - 1];
        for (int k = 0; k < expected.length; k++) {
            expected[k] *= unit;
        }
        return Forecast.of(series, last + 1, expected, errors.times(unit), restatements, !negative, accuracy, reasons);
    }

    /** A power of two near the largest value, so that the unit of the values makes no difference. */
    private static double unit(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Double.isNaN(value) ? most : Math.max(most, Math.abs(value));
        }
        return most > 0 ? Math.scalb(1.0, Math.getExponent(most)) : 1;
    }

    private Calendar calendar(double[] values) {
        if (series.step().equals(Step.DAY)) {
            return MonthlyFees.of(values, series.day(first));
        }
        return series.step().isMonth() ? MonthLength.of(values, series.day(first)) : Calendar.NONE;
    }

    /** The longest period of which there are enough cycles to see by comparing its points which of them are far out. */
    private static int comparable(int[] periods, int points) {
        int comparable = 1;
        for (int period : periods) {
            boolean isOfYear = period == 12 || period == 52;
            if (!isOfYear && points >= (comparable == 1 ? 8 : 4) * period) {
                comparable = period;
            }
        }
        return comparable;
    }

    private Forecast ofLastValue(double[] values, double unit, int horizon, Restatements restatements) {
        double[] expected = new double[horizon];
        Arrays.fill(expected, values[values.length - 1] * unit);
        reasons.add("Only " + values.length
                + " points are known: the last one is repeated, with an error that is a mere guess");
        Errors errors = Errors.assumed(ASSUMED_ERROR * meanSize(values) * unit);
        boolean positive = Arrays.stream(values).noneMatch(value -> value < 0);
        return Forecast.of(series, last + 1, expected, errors, restatements, positive, Accuracy.NONE, reasons);
    }

    /** Values that never changed are no proof that they never will; the more there are, the better a one. */
    private static double leastError(double[] values) {
        long count = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        return count < FEW_POINTS ? ASSUMED_ERROR * meanSize(values) / count : 0;
    }

    private static double meanSize(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .map(Math::abs)
                .average()
                .orElse(0);
    }

    private static Accuracy accuracy(
            double[][] paths, double[] actual, Backtest backtest, double unit, double repeating) {
        double size = 0;
        int count = 0;
        for (int t = backtest.origins()[0]; t < actual.length; t++) {
            if (!Double.isNaN(actual[t])) {
                size += Math.abs(actual[t]);
                count++;
            }
        }
        if (count == 0) {
            return Accuracy.NONE;
        }
        double error = Combination.meanError(paths, actual, backtest);
        return new Accuracy(
                backtest.tests(),
                backtest.testHorizon(),
                error * unit,
                size > 0 ? error / (size / count) : 0,
                repeating * unit);
    }

    private void explain(
            double[] values, int[] seasons, int hint, int open, Backtest backtest, Restatements restatements) {
        int points = (int)
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        String step = series.step().toString();
        if (points < FEW_POINTS) {
            reasons.add("Only " + points + " points are known, so the intervals are wide");
        }
        if (hint > 1 && seasons.length == 0) {
            reasons.add("The " + values.length + " points known are too few to see what recurs every " + hint);
        }
        if (backtest.horizon() > 2 * backtest.testHorizon()) {
            reasons.add("The error could be tested " + backtest.testHorizon()
                    + " steps ahead; beyond that it is taken to grow on as it did");
        }
        if (points < 0.8 * values.length) {
            reasons.add("Of " + values.length + " points " + (values.length - points) + " are missing");
        }
        if (open > 0) {
            reasons.add("The last " + open + " points (one a " + step + ") are not final: they were not learned from. "
                    + (restatements.seen(0) > 0
                            ? "How such points change was learned from " + restatements.seen(0) + " of them"
                            : "The last three are taken to show 60 to 100 % of what they will be"));
        }
    }
}
