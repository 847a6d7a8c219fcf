package io.smartcost.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * The errors that a combination had from the origins of the past, and what they say about those to come: how large they are so many
 * steps ahead (the scale), and how they are distributed around zero in units of that.
 */
final class Errors {
    /** Beyond this level the tails are Student's: too few errors lie there. */
    private static final double MOST_COUNTED = 0.95;
    /** Standard deviations in a mean absolute error, if errors are normal. */
    private static final double DEVIATIONS = 1.2533;
    /** With fewer points to test on, the errors of more steps are taken together. */
    private static final double FEW = 60;
    /** Origins that follow each other see the same errors, so that those of far horizons are fewer than they seem. */
    private static final double GROWTH = 0.15;

    /** By origin and step, NaN where nothing is known. */
    private final double[][] errors;

    private final double[] scale;
    private final double[] signed;
    private final double[] absolute;
    private final int tested;

    private Errors(double[][] errors, double[] scale, int tested) {
        this.errors = errors;
        this.scale = scale;
        this.tested = tested;
        signed = standardised();
        absolute = Arrays.stream(signed).map(Math::abs).sorted().toArray();
    }

    /**
     * @param actual what came, with NaN where that is not known
     * @param least no scale is smaller
     */
    static Errors of(double[][] paths, double[] actual, Backtest backtest, double least) {
        double[][] errors = new double[backtest.tests()][backtest.testHorizon()];
        for (int o = 0; o < errors.length; o++) {
            for (int k = 0; k < errors[o].length; k++) {
                errors[o][k] = actual[backtest.origins()[o] + k] - paths[o][k];
            }
        }
        int tested = backtest.points() - backtest.origins()[0];
        return new Errors(errors, scaleOf(errors, least, tested), tested);
    }

    /** Where nothing could be tested. */
    static Errors assumed(double scale) {
        return new Errors(new double[][] {{Double.NaN}}, new double[] {scale}, 1);
    }

    /** The errors of a sum: added up where the parts were tested from the same origins, else as if they always came together. */
    static Errors sum(List<Errors> parts) {
        Errors first = parts.get(0);
        boolean alike = parts.stream()
                .allMatch(part -> part.tested == first.tested
                        && part.errors.length == first.errors.length
                        && part.scale.length == first.scale.length);
        int steps = parts.stream().mapToInt(part -> part.scale.length).max().orElse(0);
        double[] scale = new double[steps];
        Errors largest = first;
        for (Errors part : parts) {
            for (int k = 0; k < steps; k++) {
                scale[k] += part.plainScale(k);
            }
            largest = part.scale[0] > largest.scale[0] ? part : largest;
        }
        if (!alike) {
            double[][] errors = new double[largest.errors.length][steps];
            for (int o = 0; o < errors.length; o++) {
                for (int k = 0; k < steps; k++) {
                    double own = k < largest.scale.length ? largest.errors[o][k] : Double.NaN;
                    errors[o][k] = scale[k] > 0 ? own * scale[k] / largest.plainScale(k) : own;
                }
            }
            return new Errors(errors, scale, largest.tested);
        }
        double[][] errors = new double[first.errors.length][steps];
        for (int o = 0; o < errors.length; o++) {
            for (int k = 0; k < steps; k++) {
                for (Errors part : parts) {
                    errors[o][k] += part.errors[o][k];
                }
            }
        }
        return new Errors(errors, scaleOf(errors, 0, first.tested), first.tested);
    }

    /** In another unit. */
    Errors times(double factor) {
        double[][] scaled = new double[errors.length][];
        for (int o = 0; o < errors.length; o++) {
            scaled[o] = Arrays.stream(errors[o]).map(error -> error * factor).toArray();
        }
        return new Errors(scaled, Arrays.stream(scale).map(s -> s * factor).toArray(), tested);
    }

    /** Mean absolute errors by step, each with its neighbours'. */
    private static double[] scaleOf(double[][] errors, double least, int tested) {
        int steps = errors[0].length;
        double[] sums = new double[steps];
        int[] counts = new int[steps];
        for (double[] path : errors) {
            for (int k = 0; k < steps; k++) {
                if (!Double.isNaN(path[k])) {
                    sums[k] += Math.abs(path[k]);
                    counts[k]++;
                }
            }
        }
        double width = Math.max(steps / 10.0, Math.max(1, FEW / tested));
        double[] scale = new double[steps];
        for (int k = 0; k < steps; k++) {
            double sum = 0;
            double count = 0;
            for (int j = 0; j < steps; j++) {
                double weight = Math.exp(-Math.abs(j - k) / width);
                sum += weight * sums[j];
                count += weight * counts[j];
            }
            scale[k] = Math.max(least, count > 0 ? sum / count : 0);
        }
        return scale;
    }

    private double[] standardised() {
        double[] all = new double[errors.length * scale.length];
        int count = 0;
        for (double[] path : errors) {
            for (int k = 0; k < path.length; k++) {
                if (!Double.isNaN(path[k]) && scale[k] > 0) {
                    all[count++] = path[k] / scale[k];
                }
            }
        }
        double[] sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The mean absolute error that is to be expected so many steps ahead, 0 being the next. */
    double scale(int step) {
        return plainScale(step) * (1 + GROWTH * Math.min(1, (double) step / scale.length));
    }

    /** The mean absolute error of all steps that were tested. */
    double mean() {
        return Arrays.stream(scale).average().orElse(0);
    }

    private double plainScale(int step) {
        int last = scale.length - 1;
        if (step <= last) {
            return scale[step];
        }
        // Beyond what could be tested errors grow on as they did, at least a little and at most in proportion.
        int half = last / 2;
        double growth = scale[half] > 0 && last > 1
                ? Math.log(scale[last] / scale[half]) / Math.log((last + 1.0) / (half + 1.0))
                : 0.5;
        return scale[last] * Math.pow((step + 1.0) / (last + 1), Math.max(0.1, Math.min(1, growth)));
    }

    /** How many scales below and above the forecast the bounds lie that hold this part of all values. */
    double[] bounds(double level) {
        double student = Student.around(level) * DEVIATIONS;
        if (absolute.length == 0) {
            return new double[] {student, student};
        }
        double counted = Math.min(level, MOST_COUNTED);
        double stretch = Student.around(level) / Student.around(counted);
        double both = quantile(absolute, counted);
        double below = Math.max(0, -quantile(signed, (1 - counted) / 2));
        double above = Math.max(0, quantile(signed, (1 + counted) / 2));
        double skewness = tested / (tested + 100.0);
        double trust = tested / (tested + 30.0);
        double few = 1 + 7.0 / tested;
        return new double[] {
            few * (trust * stretch * (skewness * below + (1 - skewness) * both) + (1 - trust) * student),
            few * (trust * stretch * (skewness * above + (1 - skewness) * both) + (1 - trust) * student)
        };
    }

    /** How large the error of a sum over steps is, compared with the sum of their errors: 1 if they always have one direction. */
    double together(int from, int to) {
        int length = Math.min(to - from, scale.length);
        int start = Math.min(from, scale.length - length);
        double ofSums = 0;
        double sums = 0;
        for (double[] path : errors) {
            double sum = 0;
            for (int k = start; k < start + length; k++) {
                if (!Double.isNaN(path[k])) {
                    sum += path[k];
                    sums += Math.abs(path[k]);
                }
            }
            ofSums += Math.abs(sum);
        }
        double seen = sums > 0 ? ofSums / sums : 1;
        double sure = errors.length / (errors.length + 2.0);
        return Math.max(1 / Math.sqrt(to - from), sure * seen + (1 - sure));
    }

    private static double quantile(double[] sorted, double part) {
        double at = Math.max(0, Math.min(sorted.length - 1.0, part * (sorted.length + 1) - 1));
        int i = (int) at;
        return i + 1 < sorted.length ? sorted[i] + (at - i) * (sorted[i + 1] - sorted[i]) : sorted[i];
    }
}
