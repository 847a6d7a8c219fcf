package io.smartcost.anomaly;

/** Adds up small deviations of one sign until they are many (a cumulative sum, for leaks and small steps). */
final class Drift {
    /** A deviation below this many standard deviations adds nothing, and what comes back takes from the sum. */
    private static final double ALLOWANCE = 2;
    /** A single deviation counts as at most this. */
    private static final double MOST = 4;
    /** The sum is at most this, so that it is soon gone when costs are back, or the new level is the ordinary one. */
    private static final double FULL = 8;

    private double up;
    private double down;
    private int upSince;
    private int downSince;

    /** @param deviation in standard deviations of the series' noise */
    void add(double deviation) {
        double counted = Math.max(-MOST, Math.min(MOST, deviation));
        up = Math.max(0, Math.min(FULL, up + counted - ALLOWANCE));
        down = Math.max(0, Math.min(FULL, down - counted - ALLOWANCE));
        upSince = up > 0 ? upSince + 1 : 0;
        downSince = down > 0 ? downSince + 1 : 0;
    }

    double size() {
        return Math.max(up, down);
    }

    /** For how many points the larger sum has been rising from zero. */
    int points() {
        return up >= down ? upSince : downSince;
    }

    boolean isUp() {
        return up >= down;
    }

    void reset() {
        up = 0;
        down = 0;
        upSince = 0;
        downSince = 0;
    }
}
