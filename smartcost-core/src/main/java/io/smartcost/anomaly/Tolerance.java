package io.smartcost.anomaly;

/** What was told to be no anomaly: nothing that is no odder is reported again. */
final class Tolerance {
    /** How often what is tolerated is said to come: too often for any alarm. */
    private static final double ORDINARY = Math.log(0.5);

    /** By direction, of points and of drifts. */
    private final double[][] tolerated = new double[2][2];

    private double lastFrequency;
    private double lastOddness;
    private int lastDirection;
    private int lastWay;

    /**
     * Raises the frequency of what is tolerated, and notes the oddity in case it is to be.
     *
     * @param frequency the logarithm of how often it comes
     */
    double apply(double frequency, double oddness, Direction direction, boolean isDrift) {
        int way = isDrift ? 1 : 0;
        if (!isDrift || frequency < lastFrequency) {
            lastFrequency = frequency;
            lastOddness = oddness;
            lastDirection = direction.ordinal();
            lastWay = way;
        }
        return oddness <= tolerated[way][direction.ordinal()] ? Math.max(frequency, ORDINARY) : frequency;
    }

    void takeLast() {
        double[] byDirection = tolerated[lastWay];
        byDirection[lastDirection] = Math.max(byDirection[lastDirection], lastOddness);
    }
}
