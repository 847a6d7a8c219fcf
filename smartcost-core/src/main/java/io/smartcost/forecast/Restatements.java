package io.smartcost.forecast;

import io.smartcost.series.Series;
import java.util.List;

/**
 * What part of its final value a point shows while it is not final, by how many points came after it. Immutable.
 *
 * <p>Without any history the last three points, if they are not final, are taken to show 60 to 100 % of what they will be, 80 % on
 * average; older ones 99 %, give or take 2.
 */
public final class Restatements {
    private static final int YOUNG = 3;
    private static final double OF_YOUNG = 0.8;
    /** Of a part that lies anywhere between 60 and 100 %. */
    private static final double DEVIATION_OF_YOUNG = 0.115;

    private static final double OF_OLD = 0.99;
    private static final double DEVIATION_OF_OLD = 0.02;
    /** Of a part that is as good as known. */
    private static final double SMALL = 0.05;
    /** So many points that were seen count as much as the assumption. */
    private static final double ASSUMED = 3;

    private static final int MOST_AGES = 31;

    /** By age: how many were seen, the sum of their parts, the sum of the parts' squares. */
    private final double[][] seen;

    private Restatements(double[][] seen) {
        this.seen = seen;
    }

    /** Nothing is known of how points are restated. */
    public static Restatements unknown() {
        return new Restatements(new double[MOST_AGES][3]);
    }

    /**
     * Learns from what the same costs looked like earlier.
     *
     * @param now the series as it is today
     * @param earlier the same series as it was on earlier days, each with the same step
     */
    public static Restatements learnt(Series now, List<Series> earlier) {
        Restatements learnt = unknown();
        for (Series then : earlier) {
            if (!then.step().equals(now.step())) {
                throw new IllegalArgumentException(
                        "Both must have the same step, but one is a " + then.step() + " and one a " + now.step());
            }
            for (int i = Math.max(0, then.size() - MOST_AGES); i < then.size(); i++) {
                long at = now.step().between(now.start(), then.time(i));
                if (then.state(i) == Series.State.NOT_FINAL
                        && at >= 0
                        && at < now.size()
                        && now.state((int) at) == Series.State.FINAL) {
                    learnt.add(then.size() - 1 - i, then.value(i), now.value((int) at));
                }
            }
        }
        return learnt;
    }

    private void add(int age, double shown, double became) {
        double part = shown / became;
        if (part > 0.01 && part < 3) {
            seen[age][0]++;
            seen[age][1] += part;
            seen[age][2] += part * part;
        }
    }

    /** How many points of this age were seen to become final. */
    public int seen(int age) {
        return (int) row(age)[0];
    }

    /** The part of its final value that a point is expected to show while so many came after it. */
    public double share(int age) {
        double[] row = row(age);
        return (row[1] + ASSUMED * usual(age)) / (row[0] + ASSUMED);
    }

    /** The standard deviation of that part. */
    double deviation(int age) {
        double[] row = row(age);
        double mean = share(age);
        double seenAround = row[2] - 2 * mean * row[1] + row[0] * mean * mean;
        double usual = age < YOUNG ? DEVIATION_OF_YOUNG : DEVIATION_OF_OLD;
        double assumed = ASSUMED * usual * usual;
        return Math.sqrt(Math.max(1e-6, (seenAround + assumed) / (row[0] + ASSUMED)));
    }

    /** Whether a point of this age will hardly change any more, or is known to grow by a part that hardly differs. */
    boolean settled(int age) {
        return deviation(age) <= SMALL * share(age);
    }

    private static double usual(int age) {
        return age < YOUNG ? OF_YOUNG : OF_OLD;
    }

    private double[] row(int age) {
        return seen[Math.min(age, MOST_AGES - 1)];
    }
}
