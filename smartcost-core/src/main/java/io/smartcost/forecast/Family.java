package io.smartcost.forecast;

import java.util.Arrays;

/** The methods that know no season, applied to a series without its seasons, which are added again. */
final class Family {
    /** With less than this to test on, methods that are seldom best are worth their place. */
    private static final int MUCH_TO_TEST_ON = 150;

    /** A trend from before says little about the one now. */
    private static final int TREND_POINTS = 120;

    private static final int AUTOREGRESSION_POINTS = 1_000;

    private final int[] periods;
    private final Backtest backtest;
    /** By origin: the seasonally adjusted values before it. */
    private final double[][] adjusted;

    private final Seasonality[][] seasons;

    Family(double[] values, int[] periods, Backtest backtest) {
        this.periods = periods;
        this.backtest = backtest;
        int[] origins = backtest.origins();
        adjusted = new double[origins.length][];
        seasons = new Seasonality[origins.length][];
        for (int o = 0; o < origins.length; o++) {
            adjusted[o] = periods.length == 0 ? values : Arrays.copyOf(values, origins[o]);
            seasons[o] = takeSeasonsOut(adjusted[o], origins[o]);
        }
    }

    private Seasonality[] takeSeasonsOut(double[] values, int end) {
        Seasonality[] found = new Seasonality[periods.length];
        for (int p = 0; p < periods.length; p++) {
            found[p] = Seasonality.of(values, end, periods[p]);
            found[p].takeOut(values, end);
        }
        return found;
    }

    /**
     * The paths of the last value, simple smoothing, damped trend, Theta, autoregression and, where there is little to test on, that of
     * the steps.
     */
    double[][][] forecast() {
        int[] origins = backtest.origins();
        boolean little = backtest.points() - origins[0] < MUCH_TO_TEST_ON;
        double[] all = adjusted[origins.length - 1];
        double[][] simple = Smoothing.fitSimple(all, origins);
        double[][] damped = Smoothing.fitDamped(all, origins);
        double[][][] paths = new double[little ? 6 : 5][origins.length][backtest.horizon()];
        for (int o = 0; o < origins.length; o++) {
            int end = origins[o];
            double[] x = adjusted[o];
            Arrays.fill(paths[0][o], x[end - 1]);
            double level = Smoothing.state(x, end, simple[o])[0];
            Arrays.fill(paths[1][o], level);
            dampedTrend(x, end, damped[o], paths[2][o]);
            theta(x, end, level, simple[o][0], paths[3][o]);
            Autoregression.forecast(x, Math.max(0, end - AUTOREGRESSION_POINTS), end, paths[4][o]);
            if (little) {
                momentum(x, end, paths[5][o]);
            }
            for (double[][] method : paths) {
                for (Seasonality season : seasons[o]) {
                    season.putBack(method[o], end);
                }
            }
        }
        return paths;
    }

    private static void dampedTrend(double[] x, int end, double[] constants, double[] path) {
        double[] state = Smoothing.state(x, end, constants);
        double value = state[0];
        double trend = state[1];
        for (int k = 0; k < path.length; k++) {
            trend *= constants[2];
            value += trend;
            path[k] = value;
        }
    }

    /** Autoregression of the steps from one value to the next. */
    private static void momentum(double[] x, int end, double[] path) {
        double[] steps = new double[end];
        for (int t = 1; t < end; t++) {
            steps[t] = x[t] - x[t - 1];
        }
        Autoregression.forecast(steps, Math.max(1, end - AUTOREGRESSION_POINTS), end, path);
        double value = x[end - 1];
        for (int k = 0; k < path.length; k++) {
            value += path[k];
            path[k] = value;
        }
    }

    /** Simple smoothing with half the slope of a straight line through the past. */
    private void theta(double[] x, int end, double level, double alpha, double[] path) {
        int from = Math.max(0, end - Math.max(TREND_POINTS, 3 * backtest.horizon()));
        double middle = (from + end - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int t = from; t < end; t++) {
            above += (t - middle) * x[t];
            below += (t - middle) * (t - middle);
        }
        double half = below > 0 ? above / below / 2 : 0;
        double lag = (1 - Math.pow(1 - alpha, end - from)) / alpha;
        for (int k = 0; k < path.length; k++) {
            path[k] = level + half * (k + lag);
        }
    }
}
