package io.smartcost.forecast;

import io.smartcost.model.DayRange;
import io.smartcost.model.Percent;
import io.smartcost.series.EstimatedRange;
import io.smartcost.series.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes after a series: for each point an expected value and the interval in which it will lie with a given probability. All of
 * it is an estimate, from the series alone, and never exact. Immutable and thread-safe.
 *
 * <p>A combination of simple methods, with and without seasons, weighted by the errors that each had in forecasts from points of the
 * past; the intervals are made of the combination's own errors in these. Fees on fixed days of the month and the length of months
 * are known where a series is by day or month. Where no value of the past is negative, none is forecast.
 */
public final class Forecast {
    /** As the clouds do. */
    private static final double LEVEL = 0.8;

    private static final double DEVIATIONS = 1.2533;

    private final Series series;
    /** The index after the last point that was learned from. */
    private final int open;
    /** From there on; the first of them are nowcasts, and the rest comes after the end of the series. */
    private final double[] expected;
    /** One standard deviation of each nowcast; NaN of a point of which nothing is known yet. */
    private final double[] deviations;

    private final Errors errors;
    private final boolean neverNegative;
    private final Accuracy accuracy;
    private final List<String> reasons;
    private final double level;

    private Forecast(
            Series series,
            int open,
            double[] expected,
            double[] deviations,
            Errors errors,
            boolean neverNegative,
            Accuracy accuracy,
            List<String> reasons,
            double level) {
        this.series = series;
        this.open = open;
        this.expected = expected;
        this.deviations = deviations;
        this.errors = errors;
        this.neverNegative = neverNegative;
        this.accuracy = accuracy;
        this.reasons = List.copyOf(reasons);
        this.level = level;
    }

    /**
     * Forecasts what comes after the last point.
     *
     * @param periods how many points, 1 to 10,000
     */
    public static Forecast of(Series series, int periods) {
        return of(series, periods, usualSeason(series), Restatements.unknown());
    }

    /**
     * Forecasts what comes after the last point.
     *
     * @param season after how many points the series is expected to repeat itself; 1 if that is not known
     * @param restatements how points that are not final become so
     * @throws IllegalArgumentException if the number of periods is not 1 to 10,000, or the season not 1 to 100,000
     */
    public static Forecast of(Series series, int periods, int season, Restatements restatements) {
        if (periods < 1 || periods > 10_000) {
            throw new IllegalArgumentException("1 to 10,000 periods can be forecast, not " + periods);
        }
        if (season < 1 || season > 100_000) {
            throw new IllegalArgumentException("A season has 1 to 100,000 points, not " + season);
        }
        return Forecaster.forecast(series, periods, season, restatements);
    }

    /** Of a series of which nothing is known: no points. */
    static Forecast ofNothing(Series series, List<String> reasons) {
        return new Forecast(
                series,
                series.size(),
                new double[0],
                new double[0],
                Errors.assumed(0),
                false,
                Accuracy.NONE,
                reasons,
                LEVEL);
    }

    /** @param expected from the index {@code open} on, as if nothing were known of the points that are not final */
    static Forecast of(
            Series series,
            int open,
            double[] expected,
            Errors errors,
            Restatements restatements,
            boolean neverNegative,
            Accuracy accuracy,
            List<String> reasons) {
        double[] deviations = new double[series.size() - open];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Double.NaN;
            if (series.state(open + i) == Series.State.NOT_FINAL) {
                int age = deviations.length - 1 - i;
                Nowcast nowcast = Nowcast.of(
                        expected[i],
                        errors.scale(i) * DEVIATIONS,
                        series.value(open + i),
                        restatements.share(age),
                        restatements.deviation(age));
                expected[i] = neverNegative ? Math.max(0, nowcast.expected()) : nowcast.expected();
                deviations[i] = nowcast.deviation();
            }
        }
        return new Forecast(series, open, expected, deviations, errors, neverNegative, accuracy, reasons, LEVEL);
    }

    /**
     * The forecast of a sum: the sum of the parts' forecasts, so that they add up. Its intervals are narrower than the sum of theirs
     * as far as the errors of the parts went in different directions in the past.
     *
     * @param parts of the same points in time
     */
    public static Forecast sumOf(List<Forecast> parts) {
        return ForecastSum.of(parts);
    }

    private static int usualSeason(Series series) {
        return switch (series.step().toString()) {
            case "hour" -> 24;
            case "day" -> 7;
            case "week" -> 52;
            case "month" -> 12;
            default ->
                86_400 % series.step().seconds() == 0
                        ? (int) (86_400 / series.step().seconds())
                        : 1;
        };
    }

    /**
     * The same with other intervals; 80 % unless this is called.
     *
     * @throws IllegalArgumentException unless the level lies above 0 and below 100 %
     */
    public Forecast atConfidence(Percent newLevel) {
        double fraction = newLevel.fraction().doubleValue();
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "The true value lies in an interval with a probability above 0 and below 100 %, not " + newLevel);
        }
        return new Forecast(series, open, expected, deviations, errors, neverNegative, accuracy, reasons, fraction);
    }

    /** How many points were forecast: none if nothing is known of the series. */
    public int size() {
        return expected.length - deviations.length;
    }

    /** When a point begins, 0 being the first after the series. */
    public Instant time(int index) {
        return series.time(series.size() + index);
    }

    /** The UTC day on which a point begins. */
    public LocalDate day(int index) {
        return series.day(series.size() + index);
    }

    /** The points after the series. */
    public List<EstimatedRange> points() {
        return ranges(deviations.length, expected.length);
    }

    /**
     * What the last points of the series will be that are not final yet and may still change by more than a few per cent: the last of
     * them is the last of the series.
     */
    public List<EstimatedRange> nowcasts() {
        return ranges(0, deviations.length);
    }

    private List<EstimatedRange> ranges(int from, int to) {
        double[] bounds = errors.bounds(level);
        List<EstimatedRange> ranges = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            double value = expected[i];
            if (isSeen(i)) {
                double distance = Student.around(level) * deviations[i];
                ranges.add(range(value, distance, distance));
            } else {
                double scale = errors.scale(i);
                ranges.add(range(value, bounds[0] * scale, bounds[1] * scale));
            }
        }
        return ranges;
    }

    private boolean isSeen(int i) {
        return i < deviations.length && !Double.isNaN(deviations[i]);
    }

    private EstimatedRange range(double value, double below, double above) {
        double lower = value - below;
        return new EstimatedRange(value, neverNegative ? Math.max(0, lower) : lower, value + above);
    }

    /** The sum of all points after the series. */
    public EstimatedRange total() {
        return total(deviations.length, expected.length);
    }

    /**
     * What some days will have cost when they are final, such as those of the current month: what is final, what is not yet, and what
     * is to come. A point belongs to the day on which it begins; what lies before the series and after the forecast is not in it, and
     * neither are gaps between final points.
     */
    public EstimatedRange total(DayRange days) {
        double done = 0;
        for (int i = 0; i < open; i++) {
            if (series.state(i) != Series.State.GAP && days.contains(series.day(i))) {
                done += series.value(i);
            }
        }
        int from = 0;
        while (from < expected.length && series.day(open + from).isBefore(days.start())) {
            from++;
        }
        int to = from;
        while (to < expected.length && days.contains(series.day(open + to))) {
            to++;
        }
        EstimatedRange rest = total(from, to);
        return new EstimatedRange(done + rest.expected(), done + rest.lower(), done + rest.upper());
    }

    private EstimatedRange total(int from, int to) {
        double sum = 0;
        double seen = 0;
        double scales = 0;
        for (int i = from; i < to; i++) {
            sum += expected[i];
            if (isSeen(i)) {
                seen += Student.around(level) * deviations[i];
            } else {
                scales += errors.scale(i);
            }
        }
        double[] bounds = errors.bounds(level);
        double together = to > from ? errors.together(from, to) * scales : 0;
        return range(sum, Math.hypot(seen, bounds[0] * together), Math.hypot(seen, bounds[1] * together));
    }

    /** The probability that the true value lies in an interval, as a part of 1. */
    public double confidence() {
        return level;
    }

    /** How well the series would have been forecast in its own past. */
    public Accuracy accuracy() {
        return accuracy;
    }

    /** Why the intervals are wider than they could be, in words for people; nothing if there is no reason. */
    public List<String> reasons() {
        return reasons;
    }

    Series series() {
        return series;
    }

    int open() {
        return open;
    }

    Errors errors() {
        return errors;
    }

    boolean neverNegative() {
        return neverNegative;
    }

    /** The expected value of a point of the series or after it; of a gap between known points, the one before. */
    double expectedAt(int index) {
        if (index >= open) {
            return expected[index - open];
        }
        int known = index;
        while (known > 0 && series.state(known) == Series.State.GAP) {
            known--;
        }
        return series.state(known) == Series.State.GAP ? 0 : series.value(known);
    }

    /** One standard deviation of a point of the series that is not final, NaN if there is none. */
    double deviationAt(int index) {
        return index < open ? 0 : deviations[index - open];
    }

    Forecast sum(
            Series total,
            int from,
            double[] values,
            double[] spreads,
            Errors together,
            boolean positive,
            Accuracy of,
            List<String> why) {
        return new Forecast(total, from, values, spreads, together, positive, of, why, level);
    }

    @Override
    public String toString() {
        return size() + " points after " + series + ", " + accuracy;
    }
}
