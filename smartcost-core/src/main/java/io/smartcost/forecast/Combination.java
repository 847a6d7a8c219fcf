package io.smartcost.forecast;

import java.util.List;

/**
 * The mean of all candidates, each weighted by a power of the mean absolute error that it had from the origins of the past. The more
 * there was to test on, the higher the power, and the sooner a candidate that did worse than the best takes no part at all.
 */
final class Combination {
    private static final double MUCH_TO_TEST_ON = 200;
    /** Of a series whose largest value is about 1: less is the noise of the arithmetic. */
    private static final double NO_ERROR = 1e-12;

    private Combination() {}

    /** @param actual what came, with NaN where that is not known */
    static double[][] of(List<double[][]> candidates, double[] actual, Backtest backtest) {
        double certainty = Math.min(1, (backtest.points() - backtest.origins()[0]) / MUCH_TO_TEST_ON);
        double power = 4 + 4 * certainty;
        double worst = 2 - 0.8 * certainty;
        double[] errors = new double[candidates.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.max(NO_ERROR, meanError(candidates.get(i), actual, backtest));
            least = Math.min(least, errors[i]);
        }
        double[][] combined = new double[backtest.origins().length][backtest.horizon()];
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] <= worst * least) {
                double weight = Math.pow(least / errors[i], power);
                sum += weight;
                add(combined, candidates.get(i), weight);
            }
        }
        for (double[] path : combined) {
            for (int k = 0; k < path.length; k++) {
                path[k] /= sum;
            }
        }
        return combined;
    }

    private static void add(double[][] sums, double[][] paths, double weight) {
        for (int o = 0; o < sums.length; o++) {
            for (int k = 0; k < sums[o].length; k++) {
                sums[o][k] += weight * paths[o][k];
            }
        }
    }

    static double meanError(double[][] paths, double[] actual, Backtest backtest) {
        double sum = 0;
        int count = 0;
        for (int o = 0; o < backtest.tests(); o++) {
            int origin = backtest.origins()[o];
            for (int k = 0; k < backtest.testHorizon(); k++) {
                double error = Math.abs(actual[origin + k] - paths[o][k]);
                if (!Double.isNaN(error)) {
                    sum += error;
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / count;
    }
}
