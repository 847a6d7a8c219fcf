package io.smartcost.anomaly;

/** The typical value of each place in a season, robustly averaged over the last seasons; neighbours help where steps are fine. */
final class SlotMeans {
    private static final double PACE = 0.2;
    /** A place takes part in its neighbours' mean if it is closer than this part of the season. */
    private static final int NEIGHBOURS = 48;

    private final double[] means;
    private final int[] seen;

    SlotMeans(int length) {
        means = new double[length];
        seen = new int[length];
    }

    int length() {
        return means.length;
    }

    /** What is typical at a place; NaN if it was never seen. */
    double at(long position) {
        int place = (int) Math.floorMod(position, (long) means.length);
        int reach = means.length / NEIGHBOURS;
        if (reach == 0) {
            return seen[place] > 0 ? means[place] : Double.NaN;
        }
        double sum = 0;
        int count = 0;
        for (int i = place - reach; i <= place + reach; i++) {
            int near = Math.floorMod(i, means.length);
            if (seen[near] > 0) {
                sum += means[near];
                count++;
            }
        }
        return count > 0 ? sum / count : Double.NaN;
    }

    /** @param most by how much a value may differ and still count in full; 0 for any */
    void learn(long position, double value, double most) {
        int place = (int) Math.floorMod(position, (long) means.length);
        if (seen[place] == 0) {
            means[place] = value;
        } else {
            double off = value - means[place];
            if (most > 0 && seen[place] > 1) {
                off = Math.max(-most, Math.min(most, off));
            }
            means[place] += Math.max(PACE, 1.0 / (seen[place] + 1)) * off;
        }
        seen[place]++;
    }

    /** Takes all places for so much more. */
    void move(double by) {
        for (int i = 0; i < means.length; i++) {
            means[i] += by;
        }
    }
}
