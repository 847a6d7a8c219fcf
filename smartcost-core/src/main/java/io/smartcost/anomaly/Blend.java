package io.smartcost.anomaly;

import java.util.Arrays;

/**
 * Several expectations of the next point, each trusted as far as it explained the last ones. A point is odd if no expectation that
 * is trusted explains it; so a value that follows the recent level, or repeats last week, is not odd even if the long run has it
 * otherwise. An expectation without a say (NaN) keeps its weight.
 */
final class Blend {
    private final double share;
    private final double memory;
    private final double[] weights;
    private final double[] densities;

    /**
     * @param share the part of all trust that is handed out evenly after each point, so that each may come back
     * @param memory how much of the trust so far counts, 0 to 1
     */
    Blend(int size, double share, double memory) {
        this.share = share;
        this.memory = memory;
        weights = new double[size];
        densities = new double[size];
        Arrays.fill(weights, 1.0 / size);
    }

    double weight(int index) {
        return weights[index];
    }

    /**
     * How probable a value is that lies at least as far off.
     *
     * @return in (0, 1], or NaN if no expectation has a say
     */
    double tail(double value, double[] expected, double[] scales) {
        double tail = 0;
        double trust = 0;
        for (int i = 0; i < weights.length; i++) {
            if (hasSay(expected, scales, i)) {
                tail += weights[i] * StudentT.tail((value - expected[i]) / scales[i]);
                trust += weights[i];
            }
        }
        return trust > 0 ? Math.max(Double.MIN_NORMAL, Math.min(1, tail / trust)) : Double.NaN;
    }

    /** The mean of the expectations, by trust; NaN if none has a say. */
    double mean(double[] expected, double[] scales) {
        double sum = 0;
        double trust = 0;
        for (int i = 0; i < weights.length; i++) {
            if (hasSay(expected, scales, i)) {
                sum += weights[i] * expected[i];
                trust += weights[i];
            }
        }
        return trust > 0 ? sum / trust : Double.NaN;
    }

    /** Trusts more what explained the value better. */
    void learn(double value, double[] expected, double[] scales) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            densities[i] = hasSay(expected, scales, i)
                    ? StudentT.logDensity((value - expected[i]) / scales[i], scales[i])
                    : Double.NaN;
            if (densities[i] > best) {
                best = densities[i];
            }
        }
        if (Double.isInfinite(best)) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!Double.isNaN(densities[i])) {
                weights[i] = Math.pow(weights[i], memory) * Math.exp(Math.max(-4, densities[i] - best));
            }
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (1 - share) * weights[i] / sum + share / weights.length;
        }
    }

    private static boolean hasSay(double[] expected, double[] scales, int i) {
        return !Double.isNaN(expected[i]) && scales[i] > 0;
    }
}
