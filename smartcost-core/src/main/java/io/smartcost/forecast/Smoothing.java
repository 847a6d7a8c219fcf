package io.smartcost.forecast;

import java.util.Arrays;

/**
 * A level with a damped trend, each drawn towards what comes: {@code level += trend + alpha error}, {@code trend = phi trend + alpha
 * beta error}. The constants are those of a grid whose one-step errors were smallest before the origin.
 */
final class Smoothing {
    private static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 0.99};
    private static final double[] BETAS = {0.03, 0.1, 0.3};
    private static final double[] PHIS = {0.85, 0.96};

    private Smoothing() {}

    /** The constants of simple smoothing at each origin: {@code {alpha, 0, 0}}. */
    static double[][] fitSimple(double[] values, int[] origins) {
        double[][] grid = new double[ALPHAS.length][];
        for (int i = 0; i < ALPHAS.length; i++) {
            grid[i] = new double[] {ALPHAS[i], 0, 0};
        }
        return best(grid, values, origins);
    }

    /** The constants of damped trend smoothing at each origin: {@code {alpha, beta, phi}}. */
    static double[][] fitDamped(double[] values, int[] origins) {
        double[][] grid = new double[(ALPHAS.length - 1) * BETAS.length * PHIS.length][];
        int i = 0;
        for (int a = 1; a < ALPHAS.length; a++) {
            for (double beta : BETAS) {
                for (double phi : PHIS) {
                    grid[i++] = new double[] {ALPHAS[a], beta, phi};
                }
            }
        }
        return best(grid, values, origins);
    }

    private static double[][] best(double[][] grid, double[] values, int[] origins) {
        double[][] best = new double[origins.length][];
        Arrays.fill(best, grid[0]);
        double[] least = new double[origins.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (double[] constants : grid) {
            double alpha = constants[0];
            double gain = alpha * constants[1];
            double phi = constants[2];
            double level = start(values, origins[0]);
            double trend = 0;
            double squares = 0;
            int t = 0;
            for (int o = 0; o < origins.length; o++) {
                for (; t < origins[o]; t++) {
                    double damped = phi * trend;
                    double error = values[t] - level - damped;
                    squares += error * error;
                    level += damped + alpha * error;
                    trend = damped + gain * error;
                }
                if (squares < least[o]) {
                    least[o] = squares;
                    best[o] = constants;
                }
            }
        }
        return best;
    }

    /** The level and the trend after the first {@code end} values. */
    static double[] state(double[] values, int end, double[] constants) {
        double level = start(values, end);
        double trend = 0;
        double gain = constants[0] * constants[1];
        for (int t = 0; t < end; t++) {
            double damped = constants[2] * trend;
            double error = values[t] - level - damped;
            level += damped + constants[0] * error;
            trend = damped + gain * error;
        }
        return new double[] {level, trend};
    }

    private static double start(double[] values, int end) {
        int count = Math.min(end, 6);
        double sum = 0;
        for (int t = 0; t < count; t++) {
            sum += values[t];
        }
        return sum / count;
    }
}
