package io.smartcost.forecast;

import java.util.Arrays;

/**
 * From which points of the past a series is forecast, to see how well each method would have done. An origin is the number of points
 * known at it; the last one is the number of all points, the forecast that is asked for.
 *
 * @param horizon how many points are forecast from the last origin
 * @param testHorizon how many of these are compared with what came, from the others
 */
record Backtest(int[] origins, int horizon, int testHorizon) {
    private static final int MOST_ORIGINS = 12;

    /**
     * @param points how many points the series has
     * @param needed how many points the largest season needs
     */
    static Backtest of(int points, int horizon, int needed) {
        int test = Math.max(1, Math.min(horizon, Math.min(points / 3, points - needed)));
        int last = points - test;
        int first = Math.max(Math.min(3, last), Math.max(points / 2, last - 4 * test));
        first = Math.min(last, Math.max(first, needed));
        int count = Math.min(MOST_ORIGINS, last - first + 1);
        int[] origins = new int[count + 1];
        for (int k = 0; k < count; k++) {
            origins[k] = count == 1 ? last : first + (int) ((long) (last - first) * k / (count - 1));
        }
        origins[count] = points;
        return new Backtest(origins, horizon, test);
    }

    int tests() {
        return origins.length - 1;
    }

    int points() {
        return origins[origins.length - 1];
    }

    /** A place for the forecasts from each origin. */
    double[][] paths() {
        double[][] paths = new double[origins.length][horizon];
        for (double[] path : paths) {
            Arrays.fill(path, Double.NaN);
        }
        return paths;
    }
}
