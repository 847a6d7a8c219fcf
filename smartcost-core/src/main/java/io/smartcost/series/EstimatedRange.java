package io.smartcost.series;

/**
 * An estimate and how far it can be trusted: the true value lies between lower and upper with the probability that was asked for.
 * Never a basis for exact figures.
 *
 * @param expected the best single guess
 */
public record EstimatedRange(double expected, double lower, double upper) {
    /** @throws IllegalArgumentException unless all are numbers and {@code lower <= expected <= upper} */
    public EstimatedRange {
        if (!(lower <= expected && expected <= upper) || Double.isInfinite(lower) || Double.isInfinite(upper)) {
            throw new IllegalArgumentException(
                    "An estimate lies within its bounds, not " + lower + " <= " + expected + " <= " + upper);
        }
    }

    /** Whether a value lies between the bounds. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
