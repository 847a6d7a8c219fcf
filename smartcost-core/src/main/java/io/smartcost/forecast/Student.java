package io.smartcost.forecast;

/** Quantiles of Student's distribution with a few degrees of freedom: errors of forecasts have longer tails than the normal ones. */
final class Student {
    private static final double FREEDOM = 8;

    private Student() {}

    /** How many standard deviations around the middle hold this part of all values, by Cornish and Fisher's expansion. */
    static double around(double level) {
        double z = normal((1 - level) / 2);
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        return z + (z3 + z) / (4 * FREEDOM) + (5 * z5 + 16 * z3 + 3 * z) / (96 * FREEDOM * FREEDOM);
    }

    /** Of the standard normal distribution the value that this part lies above, by Hastings (within 0.0005). */
    private static double normal(double tail) {
        double t = Math.sqrt(-2 * Math.log(tail));
        return Math.max(
                0,
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    }
}
