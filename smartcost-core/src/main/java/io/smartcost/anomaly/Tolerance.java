package io.smartcost.anomaly;

/** What was told to be no anomaly: nothing that is about as odd, as a point or as a drift, is reported again. */
final class Tolerance {
    /** How often what is tolerated is said to come: too often for any alarm. */
    private static final double ORDINARY = Math.log(0.5);
    /** What differs by a tenth is no odder: how odd a value is depends on the days around it. */
    private static final double ABOUT = 1.1;

    private static final int WAYS = 2;

    private final double[][] tolerated = new double[WAYS][Direction.values().length];
    private final double[] lastOddness = new double[WAYS];
    private final int[] lastDirection = new int[WAYS];

    /**
     * Raises the frequency of what is tolerated, and notes the oddity in case it is to be.
     *
     * @param frequency the logarithm of how often it comes
     */
    double apply(double frequency, double oddness, Direction direction, boolean isDrift) {
        int way = isDrift ? 1 : 0;
        lastOddness[way] = oddness;
        lastDirection[way] = direction.ordinal();
        return oddness <= ABOUT * tolerated[way][direction.ordinal()] ? Math.max(frequency, ORDINARY) : frequency;
    }

    void takeLast() {
        for (int way = 0; way < WAYS; way++) {
            double[] byDirection = tolerated[way];
            byDirection[lastDirection[way]] = Math.max(byDirection[lastDirection[way]], lastOddness[way]);
        }
    }
}
