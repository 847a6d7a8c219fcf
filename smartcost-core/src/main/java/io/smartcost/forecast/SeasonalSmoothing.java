package io.smartcost.forecast;

import java.util.Arrays;

/**
 * A level and up to two seasons, each drawn towards what comes, and an error that lasts (Taylor's form of Holt and Winters for two
 * seasons): for seasons that change. The four constants are found one after the other, by the smallest one-step errors.
 */
final class SeasonalSmoothing {
    private static final int LEVEL = 0;
    private static final int LASTING = 3;
    private static final double[][] GRIDS = {
        {0.001, 0.01, 0.03, 0.1, 0.25, 0.5, 0.8},
        {0.001, 0.05, 0.1, 0.2, 0.35, 0.5},
        {0.001, 0.05, 0.1, 0.2, 0.35, 0.5},
        {0, 0.3, 0.6, 0.8, 0.9, 0.95, 0.98}
    };
    private static final int[] ORDER = {LASTING, LEVEL, 1, 2};
    private static final double[] FIRST_GUESS = {0.1, 0.1, 0.1, 0.6};

    private final double[] values;
    private final int[] periods;
    private final double[][] firstIndices;
    private final double[][] indices;
    private double firstLevel;
    private double level;
    private double lasting;
    private double squares;

    private SeasonalSmoothing(double[] values, int[] periods) {
        this.values = values;
        this.periods = periods;
        firstIndices = new double[periods.length][];
        indices = new double[periods.length][];
    }

    static double[][] forecast(double[] values, int[] periods, Backtest backtest) {
        SeasonalSmoothing filter = new SeasonalSmoothing(values, periods);
        double[][] paths = backtest.paths();
        int last = backtest.tests();
        filter.learnStart(backtest.origins()[0]);
        double[] then = filter.fit(FIRST_GUESS, backtest.origins()[0]);
        filter.run(then, backtest, paths, 0, last);
        double[] now = filter.fit(then, backtest.points());
        filter.run(now, backtest, paths, last, last + 1);
        return paths;
    }

    /** The seasons and the level of the first cycles. */
    private void learnStart(int end) {
        int head = 0;
        for (int period : periods) {
            head = Math.max(head, Math.min(end, period >= 52 ? 2 * period : 4 * period));
        }
        double[] rest = Arrays.copyOf(values, head);
        for (int p = 0; p < periods.length; p++) {
            Seasonality season = Seasonality.of(rest, head, periods[p]);
            firstIndices[p] = new double[periods[p]];
            season.putBack(firstIndices[p], 0);
            indices[p] = new double[periods[p]];
            season.takeOut(rest, head);
        }
        firstLevel = Arrays.stream(rest, 0, periods[0]).average().orElse(0);
    }

    private double[] fit(double[] guess, int end) {
        double[] best = guess.clone();
        double least = errorOf(best, end);
        for (int constant : ORDER) {
            if (constant == 2 && periods.length < 2) {
                continue;
            }
            double[] trial = best.clone();
            for (double candidate : GRIDS[constant]) {
                trial[constant] = candidate;
                double error = errorOf(trial, end);
                if (error < least) {
                    least = error;
                    best = trial.clone();
                }
            }
        }
        return best;
    }

    private double errorOf(double[] constants, int end) {
        restart();
        advance(constants, 0, end);
        return squares;
    }

    private void restart() {
        for (int p = 0; p < periods.length; p++) {
            System.arraycopy(firstIndices[p], 0, indices[p], 0, periods[p]);
        }
        level = firstLevel;
        lasting = 0;
        squares = 0;
    }

    private void run(double[] constants, Backtest backtest, double[][] paths, int from, int to) {
        restart();
        int t = 0;
        for (int o = from; o < to; o++) {
            int end = backtest.origins()[o];
            advance(constants, t, end);
            t = end;
            double error = lasting;
            for (int k = 0; k < paths[o].length; k++) {
                error *= constants[LASTING];
                double next = level + error;
                for (int p = 0; p < periods.length; p++) {
                    next += indices[p][(end + k) % periods[p]];
                }
                paths[o][k] = next;
            }
        }
    }

    private void advance(double[] constants, int from, int end) {
        boolean two = periods.length > 1;
        double[] first = indices[0];
        double[] second = two ? indices[1] : new double[1];
        double gain = two ? constants[2] : 0;
        int i = from % first.length;
        int j = from % second.length;
        for (int t = from; t < end; t++) {
            double error = values[t] - level - first[i] - second[j];
            double surprise = error - constants[LASTING] * lasting;
            lasting = error;
            squares += surprise * surprise;
            level += constants[LEVEL] * surprise;
            first[i] += constants[1] * surprise;
            second[j] += gain * surprise;
            i = i + 1 == first.length ? 0 : i + 1;
            j = j + 1 == second.length ? 0 : j + 1;
        }
    }
}
