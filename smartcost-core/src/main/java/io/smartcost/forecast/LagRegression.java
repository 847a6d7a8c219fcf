package io.smartcost.forecast;

import java.util.TreeSet;

/**
 * Each value as a weighted sum of the last ones and of those about a season ago, by least squares with a small penalty on large
 * weights; more than one step ahead, forecasts stand in for what is not known yet.
 */
final class LagRegression {
    private static final double PENALTY = 0.003;
    private static final int MOST_ROWS = 1_000;

    private LagRegression() {}

    static double[][] forecast(double[] values, int[] periods, Backtest backtest) {
        int[] lags = lags(periods);
        double[][] paths = backtest.paths();
        double[] weights = {};
        for (int o = 0; o < paths.length; o++) {
            int end = backtest.origins()[o];
            double mean = mean(values, Math.max(0, end - MOST_ROWS), end);
            if (o == 0 || o == paths.length - 1 || o == paths.length / 2) {
                weights = fit(values, lags, end, mean);
            }
            double[] path = paths[o];
            for (int k = 0; k < path.length; k++) {
                double next = 0;
                for (int i = 0; i < lags.length; i++) {
                    int at = k - lags[i];
                    next += weights[i] * ((at >= 0 ? path[at] : values[end + at]) - mean);
                }
                path[k] = mean + next;
            }
        }
        return paths;
    }

    /** Whether there are three of the longest season to learn from. */
    static boolean canLearn(int[] periods, int points) {
        return points >= 3 * periods[periods.length - 1] + 10;
    }

    private static int[] lags(int[] periods) {
        TreeSet<Integer> lags = new TreeSet<>();
        for (int lag = 1; lag <= 3; lag++) {
            lags.add(lag);
        }
        for (int period : periods) {
            for (int lag = period - 1; lag <= period + 1; lag++) {
                lags.add(lag);
            }
            lags.add(2 * period);
        }
        return lags.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double mean(double[] values, int from, int end) {
        double sum = 0;
        for (int t = from; t < end; t++) {
            sum += values[t];
        }
        return sum / (end - from);
    }

    private static double[] fit(double[] values, int[] lags, int end, double mean) {
        int n = lags.length;
        double[][] squares = new double[n][n + 1];
        for (int t = Math.max(lags[n - 1], end - MOST_ROWS); t < end; t++) {
            for (int i = 0; i < n; i++) {
                double x = values[t - lags[i]] - mean;
                for (int j = 0; j <= i; j++) {
                    squares[i][j] += x * (values[t - lags[j]] - mean);
                }
                squares[i][n] += x * (values[t] - mean);
            }
        }
        double penalty = 0;
        for (int i = 0; i < n; i++) {
            penalty += PENALTY * squares[i][i] / n;
        }
        for (int i = 0; i < n; i++) {
            squares[i][i] += penalty;
        }
        return solve(squares, n);
    }

    /** By Cholesky's decomposition of the lower triangle; the right side is the last column. */
    private static double[] solve(double[][] a, int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return new double[n];
                    }
                    a[i][i] = Math.sqrt(sum);
                } else {
                    a[i][j] = sum / a[j][j];
                }
            }
            double right = a[i][n];
            for (int k = 0; k < i; k++) {
                right -= a[i][k] * x[k];
            }
            x[i] = right / a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
