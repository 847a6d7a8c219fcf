package io.smartcost.anomaly;

/**
 * Turns a measure of oddness into how often a value at least as odd comes, learned from the series itself: it follows the quantile
 * above which the odd ones lie, and how fast they thin out beyond it (exponentially, in the measure's terms). Single great oddities
 * move it little. Needs constant memory. For authors of
 * detectors. Not thread-safe.
 */
public final class Rarity {
    /** More odd points in a row are one event, of which no more is learned how fast oddities thin out. */
    private static final int LONGEST_RUN = 24;

    /** How many exceedances the assumptions at the start weigh. */
    private final double weightAtStart;

    private final double quantile;
    private final double mostCounted;
    private double threshold;
    private double slope;
    private double weight;
    private int count;
    private int inARow;

    /**
     * @param quantile the part of the points that is not odd
     * @param slope how fast the odd ones thin out, as assumed at the start
     * @param threshold where the odd ones begin, as assumed at the start
     * @param weightAtStart how many exceedances these assumptions weigh
     * @param mostCounted an exceedance counts as at most so many slopes
     */
    public Rarity(double quantile, double slope, double threshold, double weightAtStart, double mostCounted) {
        this.quantile = quantile;
        this.slope = slope;
        this.threshold = threshold;
        this.weightAtStart = weightAtStart;
        this.mostCounted = mostCounted;
        weight = weightAtStart;
    }

    /** The logarithm of how often a point comes that is at least so odd; no less than that of all odd ones together. */
    public double logFrequency(double oddness) {
        double all = Math.log(1 - quantile);
        return oddness <= threshold ? all : all - (oddness - threshold) / slope;
    }

    /** The oddness that has this frequency; the inverse of {@link #logFrequency}. */
    public double oddness(double logFrequency) {
        return threshold + Math.max(0, Math.log(1 - quantile) - logFrequency) * slope;
    }

    public void learn(double oddness) {
        count++;
        double step = Math.max(0.02, 1.0 / (count + 20)) * slope;
        threshold = Math.max(0.1, threshold + step * (oddness > threshold ? quantile : quantile - 1));
        inARow = oddness > threshold ? inARow + 1 : 0;
        if (inARow > 0 && inARow <= LONGEST_RUN) {
            double excess = Math.min(oddness - threshold, mostCounted * slope);
            weight = Math.min(weight + 1, 2 * weightAtStart + 50);
            slope += (excess / (1 - Math.exp(-mostCounted)) - slope) / weight;
            slope = Math.max(0.15, Math.min(5, slope));
        }
    }
}
