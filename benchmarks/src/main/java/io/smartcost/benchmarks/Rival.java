package io.smartcost.benchmarks;

import java.util.Arrays;

/** What others forecast with: open-source cost tools the run-rate and a straight line, competitions the rest. */
enum Rival {
    NAIVE("last value, by season if there is one") {
        @Override
        double[] forecast(double[] values, int season, int horizon) {
            return Deseasonalised.of(values, season).forecast(horizon, (adjusted, k) -> adjusted[adjusted.length - 1]);
        }
    },
    SEASONAL_NAIVE("repeating the last season") {
        @Override
        double[] forecast(double[] values, int season, int horizon) {
            double[] path = new double[horizon];
            int period = values.length >= season ? season : 1;
            for (int k = 0; k < horizon; k++) {
                path[k] = values[values.length - period + k % period];
            }
            return path;
        }
    },
    THETA("Theta") {
        @Override
        double[] forecast(double[] values, int season, int horizon) {
            Deseasonalised series = Deseasonalised.of(values, season);
            double[] best = {0, 0};
            double least = Double.POSITIVE_INFINITY;
            for (double alpha = 0.02; alpha < 1; alpha += 0.02) {
                double level = series.adjusted()[0];
                double squares = 0;
                for (double value : series.adjusted()) {
                    squares += (value - level) * (value - level);
                    level += alpha * (value - level);
                }
                if (squares < least) {
                    least = squares;
                    best = new double[] {alpha, level};
                }
            }
            double alpha = best[0];
            double level = best[1];
            double half = slope(series.adjusted()) / 2;
            return series.forecast(horizon, (adjusted, k) -> level + half * (k + 1 / alpha));
        }
    },
    RUN_RATE("run-rate: the mean of 30 values") {
        @Override
        double[] forecast(double[] values, int season, int horizon) {
            double[] path = new double[horizon];
            Arrays.fill(path, Arrays.stream(last(values)).average().orElse(0));
            return path;
        }
    },
    REGRESSION("a line through 30 values") {
        @Override
        double[] forecast(double[] values, int season, int horizon) {
            double[] last = last(values);
            double mean = Arrays.stream(last).average().orElse(0);
            double slope = slope(last);
            double[] path = new double[horizon];
            for (int k = 0; k < horizon; k++) {
                path[k] = mean + slope * (last.length - (last.length - 1) / 2.0 + k);
            }
            return path;
        }
    };

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** @param values without gaps */
    abstract double[] forecast(double[] values, int season, int horizon);

    private static double[] last(double[] values) {
        return Arrays.copyOfRange(values, Math.max(0, values.length - 30), values.length);
    }

    private static double slope(double[] values) {
        double middle = (values.length - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int t = 0; t < values.length; t++) {
            above += (t - middle) * values[t];
            below += (t - middle) * (t - middle);
        }
        return below > 0 ? above / below : 0;
    }
}
