package io.smartcost.forecast;

/**
 * Each value as a weighted sum of the ones before it around their mean, with weights by Levinson and Durbin and as many of them as
 * Akaike's criterion finds worth it. Such weights make a process that always returns to its mean.
 */
final class Autoregression {
    private static final int MOST_LAGS = 12;

    private Autoregression() {}

    /** Forecasts what follows {@code values[from..end)}. */
    static void forecast(double[] values, int from, int end, double[] path) {
        int n = end - from;
        double mean = 0;
        for (int t = from; t < end; t++) {
            mean += values[t] / n;
        }
        double[] weights = weights(values, from, end, mean, Math.min(MOST_LAGS, n / 8));
        for (int k = 0; k < path.length; k++) {
            double next = mean;
            for (int lag = 1; lag <= weights.length; lag++) {
                double earlier = k >= lag ? path[k - lag] : values[end + k - lag];
                next += weights[lag - 1] * (earlier - mean);
            }
            path[k] = next;
        }
    }

    private static double[] weights(double[] values, int from, int end, double mean, int lags) {
        int n = end - from;
        double[] covariance = new double[lags + 1];
        for (int lag = 0; lag <= lags; lag++) {
            for (int t = from + lag; t < end; t++) {
                covariance[lag] += (values[t] - mean) * (values[t - lag] - mean);
            }
        }
        double[] best = {};
        if (!(covariance[0] > 0)) {
            return best;
        }
        double[] weights = {};
        double variance = covariance[0];
        double least = n * Math.log(variance / covariance[0]);
        for (int order = 1; order <= lags; order++) {
            double reflection = covariance[order];
            for (int i = 0; i < order - 1; i++) {
                reflection -= weights[i] * covariance[order - 1 - i];
            }
            reflection /= variance;
            double[] next = new double[order];
            for (int i = 0; i < order - 1; i++) {
                next[i] = weights[i] - reflection * weights[order - 2 - i];
            }
            next[order - 1] = reflection;
            weights = next;
            variance *= 1 - reflection * reflection;
            if (!(variance > 0)) {
                return best;
            }
            double criterion = n * Math.log(variance / covariance[0]) + 2.0 * order;
            if (criterion < least) {
                least = criterion;
                best = weights;
            }
        }
        return best;
    }
}
