package io.smartcost.forecast;

import java.util.ArrayList;
import java.util.List;

/** The paths of every method that can be tried on a series, with and without its seasons, as it is and in logarithms. */
final class Candidates {
    /** A season of which more is sure is never left out. */
    private static final double SURE = 0.8;
    /** So many points make a day's or week's median that no accident moves. */
    private static final int MEDIAN_CYCLES = 8;

    private final Backtest backtest;
    private final int[] periods;
    private final List<double[][]> all = new ArrayList<>();

    private Candidates(int[] periods, Backtest backtest) {
        this.periods = periods;
        this.backtest = backtest;
    }

    /** @param values without gaps */
    static List<double[][]> of(double[] values, int[] periods, Backtest backtest) {
        Candidates candidates = new Candidates(periods, backtest);
        candidates.addAll(values, false);
        double[] logarithms = new double[values.length];
        boolean positive = true;
        for (int t = 0; t < values.length; t++) {
            logarithms[t] = Math.log(values[t]);
            positive &= values[t] > 0;
        }
        if (positive) {
            candidates.addAll(logarithms, true);
        }
        for (int period : periods) {
            candidates.add(Recurrence.forecast(values, period, 1, backtest), false);
            candidates.add(Recurrence.forecast(values, period, MEDIAN_CYCLES, backtest), false);
        }
        candidates.keepWithin(values);
        return candidates.all;
    }

    private void addAll(double[] values, boolean logarithms) {
        boolean sure = periods.length > 0
                && Seasonality.of(values, values.length, periods[0]).strength() > SURE;
        for (int count = sure ? 1 : 0; count <= periods.length; count++) {
            int[] some = java.util.Arrays.copyOf(periods, count);
            for (double[][] paths : new Family(values, some, backtest).forecast()) {
                add(paths, logarithms);
            }
            if (count > 0) {
                add(SeasonalSmoothing.forecast(values, some, backtest), logarithms);
            }
        }
        if (periods.length > 0 && LagRegression.canLearn(periods, backtest.origins()[0])) {
            add(LagRegression.forecast(values, periods, backtest), logarithms);
        }
    }

    private void add(double[][] paths, boolean logarithms) {
        if (logarithms) {
            for (double[] path : paths) {
                for (int k = 0; k < path.length; k++) {
                    path[k] = Math.exp(path[k]);
                }
            }
        }
        all.add(paths);
    }

    /** No forecast leaves the range of the past by more than that range, and in proportion if it reaches further than the past. */
    private void keepWithin(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double margin = (most - least) * Math.max(1, (double) backtest.horizon() / values.length);
        for (double[][] paths : all) {
            for (double[] path : paths) {
                for (int k = 0; k < path.length; k++) {
                    path[k] = Math.max(least - margin, Math.min(most + margin, path[k]));
                }
            }
        }
    }
}
