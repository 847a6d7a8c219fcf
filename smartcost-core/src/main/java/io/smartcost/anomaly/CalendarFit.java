package io.smartcost.anomaly;

import java.util.Arrays;

/**
 * The level, trend and working week of the last sixteen weeks of a daily series, robustly: what lies far from the rest has no
 * weight (Tukey's biweight). Weekdays differ from each other only as far as noise does not explain it. The fit of each day starts
 * from the one before; once a week, or if too little of the data follows it any more, it starts afresh from medians.
 */
final class CalendarFit {
    static final int DAYS = 112;
    /** The youngest days that the guarded line leaves out, so that a slow drift does not become its own expectation. */
    private static final int GUARD = 7;

    private static final int WEEK = 7;
    static final int FIRST_WEEKEND_DAY = 5;
    private static final double REACH = 4.5;
    /** The noise is at least this part of the level. */
    private static final double LEAST_NOISE = 0.003;
    /** The standard deviation of the daily growth of ordinary services. */
    private static final double USUAL_GROWTH = 0.002;
    /** Below this a weekday's factor is too small to divide by. */
    private static final double SMALL = 0.1;
    /** So many values are few, and so many of the days that another value follows are often. */
    private static final int FEW = 12;

    private static final double OFTEN = 0.2;

    private final double[] ring = new double[DAYS];
    private final byte[] weekdays = new byte[DAYS];
    private final double[] value = new double[DAYS];
    private final int[] weekday = new int[DAYS];
    private final double[] scratch = new double[DAYS];
    private final double[] week = new double[WEEK];
    private final double[] fitted = new double[WEEK];
    private final double[] seen = new double[WEEK];
    private final double[] denominators = new double[WEEK];
    private final double[] distinct = new double[FEW];
    private int count;
    private boolean coarse;
    private boolean fitsAlready;
    private double level;
    private double slope;
    private double noise;
    private double guardedLevel;
    private double guardedSlope;

    int size() {
        return Math.min(count, DAYS);
    }

    void clear() {
        count = 0;
        fitsAlready = false;
        slope = 0;
    }

    /** @param weekdayOfValue 0 for Monday */
    void push(double newest, int weekdayOfValue) {
        ring[count % DAYS] = newest;
        weekdays[count % DAYS] = (byte) weekdayOfValue;
        count++;
    }

    /** The level so many days after the last one, before its weekday. */
    double level(int days) {
        return Math.max(0, level + slope * days);
    }

    /** The same, from all but the last week. */
    double guardedLevel(int days) {
        return Math.max(0, guardedLevel + guardedSlope * days);
    }

    double week(int weekdayOfValue) {
        return week[weekdayOfValue];
    }

    /** The standard deviation of a day as a part of its level. */
    double noise() {
        return Math.max(noise, LEAST_NOISE);
    }

    void fit() {
        int n = size();
        for (int age = 0; age < n; age++) {
            int at = Math.floorMod(count - 1 - age, DAYS);
            value[age] = ring[at];
            weekday[age] = weekdays[at];
        }
        coarse = n >= 4 * WEEK && isCoarse(n);
        boolean afresh = !fitsAlready || n < 4 * WEEK || count % WEEK == 0;
        if (afresh) {
            startFromMedians(n);
        } else {
            level += slope;
        }
        if (n >= 2 * WEEK) {
            for (int pass = afresh ? 0 : 1; pass < 2; pass++) {
                line(n, 0, afresh, afresh ? 4 : 1);
                weekdayFactors(n);
            }
        }
        boolean enough = line(n, 0, afresh, afresh ? 4 : 2);
        measureNoise(n);
        fitsAlready = enough;
        guard(n, afresh);
    }

    private void guard(int n, boolean afresh) {
        double all = level;
        double allSlope = slope;
        double allNoise = noise;
        if (n >= 5 * WEEK) {
            line(n, GUARD, false, afresh ? 4 : 2);
        }
        guardedLevel = level;
        guardedSlope = slope;
        level = all;
        slope = allSlope;
        noise = allNoise;
    }

    /**
     * Whether the values are few and change often, as whole cents or a count of machines do. Then most days may lie on the line and
     * their median distance be nothing.
     */
    private boolean isCoarse(int n) {
        int kinds = 0;
        int moves = 0;
        for (int age = 0; age < n; age++) {
            if (age > 0 && value[age] != value[age - 1]) {
                moves++;
            }
            int kind = 0;
            while (kind < kinds && distinct[kind] != value[age]) {
                kind++;
            }
            if (kind == FEW) {
                return false;
            }
            if (kind == kinds) {
                distinct[kinds++] = value[age];
            }
        }
        return moves >= OFTEN * n;
    }

    /** Takes all values for so many times what they were. */
    void rescale(double factor) {
        for (int i = 0; i < DAYS; i++) {
            ring[i] *= factor;
        }
        fitsAlready = false;
        fit();
    }

    private void startFromMedians(int n) {
        Arrays.fill(week, 1);
        int weeks = n / WEEK;
        if (weeks >= 2) {
            double[][] ratios = new double[WEEK][weeks];
            for (int w = 0; w < weeks; w++) {
                System.arraycopy(value, w * WEEK, scratch, 0, WEEK);
                double typical = Ordered.median(scratch, WEEK);
                for (int i = w * WEEK; i < (w + 1) * WEEK; i++) {
                    ratios[weekday[i]][w] = typical > 0 ? value[i] / typical : 1;
                }
            }
            double sum = 0;
            for (int d = 0; d < WEEK; d++) {
                fitted[d] = Ordered.median(ratios[d], weeks);
                sum += fitted[d];
            }
            useWeek(sum);
        }
        level = 0;
        slope = 0;
    }

    private void useWeek(double sum) {
        if (sum > 0) {
            for (int d = 0; d < WEEK; d++) {
                week[d] = Math.max(0, fitted[d] * WEEK / sum);
            }
        }
    }

    /** Least squares by weekday, of what lies near the line. */
    private void weekdayFactors(int n) {
        Arrays.fill(fitted, 0);
        Arrays.fill(seen, 0);
        double[] weights = seen;
        Arrays.fill(denominators, 0);
        for (int age = 0; age < n; age++) {
            double trend = level - slope * age;
            int d = weekday[age];
            double expected = trend * week[d];
            double x = (value[age] - expected) / (noise() * Math.max(expected, 0.2 * trend) * REACH);
            if (Math.abs(x) < 1) {
                double weight = (1 - x * x) * (1 - x * x);
                fitted[d] += weight * value[age] * trend;
                denominators[d] += weight * trend * trend;
                weights[d] += weight;
            }
        }
        double sum = 0;
        for (int d = 0; d < WEEK; d++) {
            fitted[d] = denominators[d] > 0 && seen[d] >= 2 ? fitted[d] / denominators[d] : week[d];
        }
        shrink(0, FIRST_WEEKEND_DAY);
        shrink(FIRST_WEEKEND_DAY, WEEK);
        shrinkWeekend();
        for (double factor : fitted) {
            sum += factor;
        }
        useWeek(sum);
    }

    /** Moves the days' factors towards their mean as far as noise alone could set them apart (James and Stein). */
    private void shrink(int from, int to) {
        int days = to - from;
        double mean = 0;
        for (int d = from; d < to; d++) {
            mean += fitted[d] / days;
        }
        double spread = 0;
        double byNoise = 0;
        for (int d = from; d < to; d++) {
            spread += (fitted[d] - mean) * (fitted[d] - mean);
            byNoise += noise() * noise() * mean * mean / Math.max(1, seen[d]);
        }
        double keep = spread > 0 ? Math.max(0, 1 - byNoise * (days - 1) / days / spread) : 0;
        for (int d = from; d < to; d++) {
            fitted[d] = mean + keep * (fitted[d] - mean);
        }
    }

    private void shrinkWeekend() {
        double working = 0;
        double free = 0;
        double workingSeen = 0;
        double freeSeen = 0;
        for (int d = 0; d < WEEK; d++) {
            if (d < FIRST_WEEKEND_DAY) {
                working += fitted[d] / FIRST_WEEKEND_DAY;
                workingSeen += seen[d];
            } else {
                free += fitted[d] / (WEEK - FIRST_WEEKEND_DAY);
                freeSeen += seen[d];
            }
        }
        double apart = free - working;
        double byNoise = noise() * noise() * (1 / Math.max(1, freeSeen) + 1 / Math.max(1, workingSeen));
        double keep = apart == 0 ? 0 : Math.max(0, 1 - byNoise / (apart * apart));
        double mean = (FIRST_WEEKEND_DAY * working + (WEEK - FIRST_WEEKEND_DAY) * free) / WEEK;
        for (int d = 0; d < WEEK; d++) {
            fitted[d] -= (1 - keep) * ((d < FIRST_WEEKEND_DAY ? working : free) - mean);
        }
    }

    /**
     * Lays a line through the values, each divided by its weekday's factor, from this age on.
     *
     * @return whether most of the values lie near it
     */
    private boolean line(int n, int from, boolean afresh, int passes) {
        double scale = noise() * level;
        if (afresh || !(scale > 0)) {
            level = Ordered.median(scratch, even(n, from));
            slope = 0;
            scale = spread(n, from);
        }
        boolean near = true;
        for (int pass = 0; pass < passes; pass++) {
            double sw = 0;
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double sxy = 0;
            for (int age = from; age < n; age++) {
                double factor = week[weekday[age]];
                if (factor <= SMALL) {
                    continue;
                }
                double y = value[age] / factor;
                double x = (y - (level - slope * age)) / (REACH * scale);
                if (Math.abs(x) < 1) {
                    double weight = (1 - x * x) * (1 - x * x);
                    sw += weight;
                    sx -= weight * age;
                    sy += weight * y;
                    sxx += weight * age * age;
                    sxy -= weight * age * y;
                }
            }
            near = sw >= n / 3.0;
            if (sw < 3) {
                break;
            }
            double mx = sx / sw;
            double my = sy / sw;
            double vx = sxx - sw * mx * mx;
            double steep = vx > 0 ? (sxy - sw * mx * my) / vx : 0;
            double usual = USUAL_GROWTH * Math.abs(my);
            // The noise of one day is like that of the next: so three times the variance.
            double byNoise = 3 * scale * scale / Math.max(vx, 1);
            slope = usual > 0 ? steep * usual * usual / (usual * usual + byNoise) : 0;
            level = my - slope * mx;
            if (afresh) {
                scale = spread(n, from);
            }
        }
        noise = level > 0 ? scale / level : 1;
        return near;
    }

    /** Puts the values without their weekdays into the scratch array, and tells how many there are. */
    private int even(int n, int from) {
        int k = 0;
        for (int age = from; age < n; age++) {
            double factor = week[weekday[age]];
            if (factor > SMALL) {
                scratch[k++] = value[age] / factor;
            }
        }
        return k;
    }

    private double spread(int n, int from) {
        int k = even(n, from);
        k = distances(from, n, k);
        double least = LEAST_NOISE * Math.abs(level);
        return Math.max(
                least, coarse ? Ordered.at(scratch, k, (int) (0.85 * k)) / 1.44 : 1.4826 * Ordered.median(scratch, k));
    }

    /** Replaces the values in the scratch array by their distances from the line. */
    private int distances(int from, int n, int k) {
        int i = 0;
        for (int age = from; age < n; age++) {
            if (week[weekday[age]] > SMALL) {
                scratch[i] = Math.abs(scratch[i] - (level - slope * age));
                i++;
            }
        }
        return k;
    }

    /** The root of the mean of clipped squares around the line: nearly as robust as the median, and steadier. */
    private void measureNoise(int n) {
        if (level <= 0) {
            noise = 1;
            return;
        }
        double scale = spread(n, 0);
        int k = even(n, 0);
        k = distances(0, n, k);
        if (k > 5) {
            double squares = 0;
            for (int i = 0; i < k; i++) {
                double x = Math.min(scratch[i] / scale, 2.5);
                squares += x * x;
            }
            scale *= Math.sqrt(squares / (0.98 * Math.max(1, k - 3)));
        }
        noise = scale / level;
    }
}
