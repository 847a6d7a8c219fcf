package io.smartcost.anomaly;

/** How much of a point's final value is there at each age, learned from points that became final. */
final class Lateness {
    /** Ages beyond this count as this one. */
    private static final int AGES = 16;
    /** How much the newest point counts. */
    private static final double PACE = 0.05;

    private final double[] share = new double[AGES];
    private final double[] spread = new double[AGES];
    private final int[] seen = new int[AGES];
    /** The values told of the next points: {@code standing[k][age]} of the point that comes k after the next. */
    private final double[][] standing = new double[AGES][AGES];

    private int waiting;

    Lateness() {
        for (double[] row : standing) {
            java.util.Arrays.fill(row, Double.NaN);
        }
    }

    /** How a point that comes so many after the next stands at this age. */
    void stands(int after, int age, double value) {
        if (after < AGES && age < AGES) {
            standing[after][age] = value;
            waiting = Math.max(waiting, after + 1);
        }
    }

    /** The next point became final. */
    void became(double value) {
        if (waiting == 0) {
            return;
        }
        double[] row = standing[0];
        for (int age = 0; age < AGES; age++) {
            if (!Double.isNaN(row[age]) && value > 0 && row[age] >= 0) {
                learn(age, row[age] / value);
            }
        }
        pass();
    }

    /** The next point stays unknown. */
    void pass() {
        if (waiting == 0) {
            return;
        }
        double[] row = standing[0];
        System.arraycopy(standing, 1, standing, 0, AGES - 1);
        java.util.Arrays.fill(row, Double.NaN);
        standing[AGES - 1] = row;
        waiting--;
    }

    private void learn(int age, double part) {
        double pace = Math.max(PACE, 1.0 / (seen[age] + 1));
        double off = Math.min(2, part) - share[age];
        share[age] += pace * off;
        if (seen[age] > 0) {
            spread[age] += pace * (1.25 * Math.abs(off) - spread[age]);
        }
        seen[age]++;
    }

    /** Whether enough points were seen to say what one becomes. */
    boolean knows(int age) {
        return age < AGES && seen[age] >= 5 && share[age] > 0.05;
    }

    /** What a point becomes that stands at a value. */
    double becomes(double value, int age) {
        return value / share[age];
    }

    /** The standard deviation of that, as a part of it. */
    double uncertainty(int age) {
        return spread[age] / share[age];
    }
}
