package io.smartcost.benchmarks;

import java.util.Arrays;

/**
 * A series divided by its season, as competitions do it: if the autocorrelation at the season is significant at 90 %, by the ratios to
 * the centred moving average.
 *
 * @param adjusted the values without the season
 * @param indices by phase; all 1 if there is no season
 */
record Deseasonalised(double[] adjusted, double[] indices) {
    static Deseasonalised of(double[] values, int season) {
        double[] indices = new double[season];
        Arrays.fill(indices, 1);
        boolean positive = Arrays.stream(values).allMatch(value -> value > 0);
        if (season > 1 && positive && values.length >= 3 * season && isSeasonal(values, season)) {
            indices = ratios(values, season);
        }
        double[] adjusted = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            adjusted[t] = values[t] / indices[t % season];
        }
        return new Deseasonalised(adjusted, indices);
    }

    private static double[] ratios(double[] values, int season) {
        double[] sums = new double[season];
        int[] counts = new int[season];
        int half = season / 2;
        for (int t = half; t + half < values.length; t++) {
            double average = 0;
            for (int j = -half; j <= half; j++) {
                double weight = season % 2 == 0 && Math.abs(j) == half ? 0.5 : 1;
                average += weight * values[t + j] / season;
            }
            sums[t % season] += values[t] / average;
            counts[t % season]++;
        }
        double total = 0;
        for (int p = 0; p < season; p++) {
            sums[p] /= counts[p];
            total += sums[p];
        }
        for (int p = 0; p < season; p++) {
            sums[p] *= season / total;
        }
        return sums;
    }

    private static boolean isSeasonal(double[] values, int season) {
        double mean = Arrays.stream(values).average().orElse(0);
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double sum = 1;
        double correlation = 0;
        for (int lag = 1; lag <= season; lag++) {
            sum += 2 * correlation * correlation;
            correlation = 0;
            for (int t = lag; t < values.length; t++) {
                correlation += (values[t] - mean) * (values[t - lag] - mean) / variance;
            }
        }
        return Math.abs(correlation) > 1.645 * Math.sqrt(sum / values.length);
    }

    double[] forecast(int horizon, Extrapolation extrapolation) {
        double[] path = new double[horizon];
        for (int k = 0; k < horizon; k++) {
            path[k] = extrapolation.at(adjusted, k) * indices[(adjusted.length + k) % indices.length];
        }
        return path;
    }

    /** A forecast of the adjusted series. */
    interface Extrapolation {
        double at(double[] adjusted, int step);
    }
}
