package io.smartcost.anomaly;

/** Refuses what cannot be counted with. */
final class Values {
    private Values() {}

    static void check(double value, Object when) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "The value of " + when + " is " + value + ", which is not a number to judge. Tell a gap instead");
        }
    }
}
