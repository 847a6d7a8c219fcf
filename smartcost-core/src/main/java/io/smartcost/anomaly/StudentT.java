package io.smartcost.anomaly;

/** Student's t distribution with four degrees of freedom: close to the normal one, with room for the outliers that costs have. */
final class StudentT {
    private static final double FREEDOM = 4;
    /** Beyond this the exact formula loses its digits and the first term of the expansion is right to more than a per cent. */
    private static final double FAR = 100;
    /** P(|T| > x) tends to this times x to the power of -4. */
    private static final double FAR_FACTOR = 12;

    private StudentT() {}

    /** How probable it is to lie at least as far from the middle, on either side: in (0, 1]. */
    static double tail(double x) {
        double distance = Math.abs(x);
        if (distance > FAR) {
            return Math.max(FAR_FACTOR * Math.pow(distance, -FREEDOM), Double.MIN_NORMAL);
        }
        double cos2 = FREEDOM / (FREEDOM + distance * distance);
        return Math.min(1, 1 - Math.sqrt(1 - cos2) * (1 + cos2 / 2));
    }

    /** The distance of which {@link #tail} is this. */
    static double distance(double tail) {
        double low = 0;
        double high = 1;
        while (tail(high) > tail && high < 1e50) {
            high *= 2;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (tail(middle) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The logarithm of the density of a value that lies so many scales from the middle, less a constant. */
    static double logDensity(double x, double scale) {
        return -(FREEDOM + 1) / 2 * Math.log1p(x * x / FREEDOM) - Math.log(scale);
    }
}
