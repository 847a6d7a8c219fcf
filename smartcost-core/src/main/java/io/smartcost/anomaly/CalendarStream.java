package io.smartcost.anomaly;

import io.smartcost.series.EstimatedRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges daily costs. A day is expected to follow the last sixteen weeks ({@link CalendarFit}), or the recent level, or last week's
 * same day, or at a month's edge what earlier months had there; it is odd if none of these that has proved itself explains it.
 * Small deviations of one sign are added up beside ({@link Drift}). How often such an odd day is said to come is corrected by how often
 * it came ({@link TrackRecord}).
 */
final class CalendarStream implements AnomalyStream {
    /**
     * A year has so many days that could be alarms: fewer than it has days, as odd days come in a row, and as the frequency of the
     * oddest is estimated with care. Measured on generated series, so that it brings as many alerts as it says.
     */
    private static final double ALARMS_OF_A_YEAR = 365.25 / 5;

    private static final int LAST_WEEK = 7;
    private static final int ENOUGH = 7;
    /** Days after a start before drifts are looked for. */
    private static final int SETTLED = 28;
    /** So many days of nothing, and what comes then is new. */
    private static final int GONE = 14;
    /** Why a value at an edge of a month may be odd without being wrong, if that edge was never seen. */
    private static final double UNSEEN_EDGE = Math.log(0.1);
    /** Credits are no alarm, though they are odd. */
    private static final double CREDIT = Math.log(0.05);

    /** Over so many days it is remembered how often nothing was charged. */
    private static final double ZEROS_MEMORY = 60;
    /** If it was as often as this, what is charged is judged by its size alone. */
    private static final double SPARSE = 0.4;

    private static final double TRUST_IN_EDGES = 0.4;
    /** That spend starts is told, unless it has done so often. */
    private static final double START_PER_YEAR = 0.02;

    private final CalendarFit fit = new CalendarFit();
    private final MonthEdges edges = new MonthEdges();
    private final Blend blend = new Blend(3, 0.03, 0.9);
    private final double[] reach = {1, 1, 1};
    /** How many times as far as by its level a day of the weekend is off: its noise may be that of a working day. */
    private double weekendReach = 1;

    private final Rarity rarity = new Rarity(0.9, 0.5, 2.3, 60, 4);
    private final Rarity driftRarity = new Rarity(0.9, 0.6, 0.6, 60, 4);
    private final Drift drift = new Drift();
    private final TrackRecord record = new TrackRecord();
    private final Lateness lateness = new Lateness();
    private final double[] lastWeek = new double[LAST_WEEK];
    private final Tolerance tolerance = new Tolerance();
    /** The first charges after days of nothing. */
    private final PastCharges starts;
    /** All charges. */
    private final PastCharges charges;

    private LocalDate day;
    /** 1, or -1 if the series is one of credits: these are judged as if they were charges. */
    private double sign = 1;
    /** Days since the series came to life; 0 before. */
    private int age;

    private int zeros;
    private boolean zerosBeganTheMonth;
    private double recentLevel;
    private double lastDeviation;
    private double alike;
    private double alikeOf = 3;
    private double lastValue;
    private double lastBase;
    private double partOfZeros;

    CalendarStream(LocalDate first) {
        day = first;
        starts = new PastCharges(first);
        charges = new PastCharges(first);
    }

    @Override
    public Judgement next(double value) {
        Values.check(value, day);
        if (age == 0 && value != 0) {
            sign = Math.signum(value);
        }
        double signed = sign * value;
        lateness.became(signed);
        Judgement judgement = age == 0 ? beforeLife(signed) : living(signed);
        if (signed > 0) {
            charges.add(day, signed);
        }
        if (age > 0) {
            partOfZeros += ((value == 0 ? 1 : 0) - partOfZeros) / Math.min(age, ZEROS_MEMORY);
        }
        lastValue = signed;
        day = day.plusDays(1);
        return sign < 0 ? judgement.mirrored() : judgement;
    }

    private Judgement beforeLife(double value) {
        if (value == 0) {
            zerosBeganTheMonth = zeros == 0 ? day.getDayOfMonth() == 1 : zerosBeganTheMonth;
            zeros++;
            return Judgement.none(value, true);
        }
        boolean isNew = zeros >= GONE;
        if (!isNew && zerosBeganTheMonth) {
            for (int place = 0; place < Math.min(zeros, 9); place++) {
                edges.learn(place, -1);
            }
        }
        zeros = 0;
        age = 1;
        recentLevel = value;
        lastDeviation = 0;
        drift.reset();
        remember(value);
        double perYear = Math.max(START_PER_YEAR, starts.perYear(day, value));
        starts.add(day, value);
        return isNew
                ? new Judgement(value, new EstimatedRange(0, 0, 0), perYear, AnomalyKind.NEW_SPEND, 0, true)
                : Judgement.none(value, true);
    }

    private Judgement living(double value) {
        zeros = value == 0 ? zeros + 1 : 0;
        age++;
        DayOutlook outlook = fit.size() >= ENOUGH ? look(1) : null;
        if (outlook == null) {
            recentLevel += 0.4 * (value - recentLevel);
            remember(value);
            return Judgement.none(value, true);
        }
        boolean isSparse = fit.size() >= GONE && (outlook.level() == 0 || partOfZeros >= SPARSE);
        Judgement judgement = isSparse ? sparse(value) : judge(value, outlook, 0, true);
        learn(value, outlook);
        if (isSparse && value < 0) {
            // What was a charge has become a credit, or the other way round.
            end();
        } else if (zeros > 1) {
            // It was told when it stopped.
            judgement = quiet(judgement);
            if (zeros >= GONE) {
                end();
            }
        }
        return judgement;
    }

    /** Of what is charged now and then only the size of a charge is judged, by those before it. */
    private Judgement sparse(double value) {
        EstimatedRange range = charges.range();
        if (value <= 0) {
            return new Judgement(value, range, ALARMS_OF_A_YEAR, AnomalyKind.DROP, 0, true);
        }
        double perYear = Math.max(START_PER_YEAR, charges.perYear(day, value));
        return new Judgement(value, range, perYear, AnomalyKind.SPIKE, 0, true);
    }

    private void end() {
        age = 0;
        fit.clear();
    }

    private static Judgement quiet(Judgement judgement) {
        return new Judgement(judgement.value(), judgement.expected(), ALARMS_OF_A_YEAR, judgement.kind(), 0, true);
    }

    /** What there is to expect of a day so many after the last. */
    private DayOutlook look(int days) {
        LocalDate date = day.plusDays(days - 1L);
        int weekday = date.getDayOfWeek().getValue() - 1;
        double level = fit.level(days);
        double base = level * fit.week(weekday);
        double size = Math.max(base, 0.2 * level);
        double noise = fit.noise();
        double autocorrelation = Math.max(0, Math.min(0.7, alike / alikeOf));
        double[] expected = {
            base + Math.pow(autocorrelation, days) * lastDeviation * size,
            recentLevel * fit.week(weekday),
            lastWeek[(int) Math.floorMod(date.toEpochDay(), (long) LAST_WEEK)]
        };
        double[] scales = new double[3];
        double usual = weekday >= CalendarFit.FIRST_WEEKEND_DAY ? noise * weekendReach : noise;
        for (int k = 0; k < 3; k++) {
            scales[k] = usual * reach[k] * (1 + 4.0 / fit.size()) * Math.max(size, 0.2 * Math.abs(expected[k]));
        }
        double guarded = fit.guardedLevel(days) * fit.week(weekday);
        int place = MonthEdges.place(date);
        double edge = Double.NaN;
        if (place != MonthEdges.NONE && edges.knows(place)) {
            double excess = edges.expect(place, noise);
            if (level > 0 && Math.abs(excess) > (MonthEdges.isVeryEdge(place) ? 1.5 : 4) * noise) {
                edge = excess * level;
            }
        }
        return new DayOutlook(expected, scales, level, base, size, guarded, place, edge);
    }

    private Judgement judge(double value, DayOutlook outlook, double uncertainty, boolean isFinal) {
        double[] scales = outlook.scales();
        if (uncertainty > 0) {
            scales = scales.clone();
            for (int k = 0; k < scales.length; k++) {
                scales[k] = Math.hypot(scales[k], uncertainty * Math.abs(value));
            }
        }
        double tail = blend.tail(value, outlook.expected(), scales);
        if (Double.isNaN(tail)) {
            return Judgement.none(value, isFinal);
        }
        if (outlook.hasEdge()) {
            tail = (1 - TRUST_IN_EDGES) * tail + TRUST_IN_EDGES * outlook.edgeTail(value, fit.noise());
        }
        double odd = -Math.log(tail);
        double frequency = rarity.logFrequency(odd);
        if (isUnseenEdge(outlook)) {
            frequency = Math.max(frequency, UNSEEN_EDGE);
        }
        if (value < 0) {
            frequency = Math.max(frequency, CREDIT);
        }
        if (value == 0) {
            frequency = Math.max(frequency, Math.log(partOfZeros));
        }
        EstimatedRange range = range(outlook, scales);
        Direction direction = value < range.expected() ? Direction.DOWN : Direction.UP;
        frequency = tolerance.apply(frequency, odd, direction, false);
        AnomalyKind kind = direction == Direction.UP
                ? AnomalyKind.SPIKE
                : value == 0 && isFinal ? AnomalyKind.STOPPED_SPEND : AnomalyKind.DROP;
        int since = 0;
        if (isFinal) {
            rarity.learn(odd);
            double byDrift = driftFrequency(value, outlook);
            if (byDrift < frequency && drift.isUp() == (direction == Direction.UP)) {
                frequency = byDrift;
                since = drift.points() - 1;
                kind = AnomalyKind.LEAK;
            }
        }
        double said = ALARMS_OF_A_YEAR * Math.exp(frequency);
        double perYear = record.corrected(said, direction);
        if (isFinal) {
            record.learn(said, direction);
        }
        return new Judgement(value, range, perYear, kind, Math.max(0, since), isFinal);
    }

    private double driftFrequency(double value, DayOutlook outlook) {
        if (age <= SETTLED) {
            return 0;
        }
        boolean byCalendar = isUnseenEdge(outlook) || outlook.isByEdge(value, fit.noise());
        double size = Math.max(outlook.guarded(), 0.2 * fit.guardedLevel(1));
        double deviation =
                byCalendar || value < 0 || size <= 0 ? 0 : (value - outlook.guarded()) / (fit.noise() * size);
        drift.add(deviation);
        double frequency = driftRarity.logFrequency(drift.size());
        driftRarity.learn(drift.size());
        return tolerance.apply(frequency, drift.size(), drift.isUp() ? Direction.UP : Direction.DOWN, true);
    }

    private boolean isUnseenEdge(DayOutlook outlook) {
        return MonthEdges.isVeryEdge(outlook.place()) && !edges.knows(outlook.place());
    }

    private EstimatedRange range(DayOutlook outlook, double[] scales) {
        double odd = rarity.oddness(Math.log(Sensitivity.NORMAL.falseAlertsPerYear() / ALARMS_OF_A_YEAR));
        double distance = StudentT.distance(Math.exp(-odd));
        double middle = outlook.hasEdge() ? outlook.base() + outlook.edge() : outlook.expected()[0];
        double low = middle;
        double high = middle;
        for (int k = 0; k < scales.length; k++) {
            if (blend.weight(k) >= 0.1) {
                low = Math.min(low, outlook.expected()[k] - distance * scales[k]);
                high = Math.max(high, outlook.expected()[k] + distance * scales[k]);
            }
        }
        return new EstimatedRange(middle, middle >= 0 ? Math.max(0, low) : low, high);
    }

    private void learn(double value, DayOutlook outlook) {
        double noise = fit.noise();
        boolean byEdge = outlook.isByEdge(value, noise);
        double ordinary = value;
        if (byEdge) {
            ordinary = Math.max(0, value - outlook.edge());
        } else {
            blend.learn(value, outlook.expected(), outlook.scales());
            learnReach(value, outlook, noise);
            double deviation = outlook.size() > 0 ? (value - outlook.base()) / outlook.size() : 0;
            double clipped = Math.max(-3 * noise, Math.min(3 * noise, deviation));
            alike = 0.98 * alike + clipped * lastDeviation / (noise * noise);
            alikeOf = 0.98 * alikeOf + lastDeviation * lastDeviation / (noise * noise);
            lastDeviation = clipped;
            if (isUnseenEdge(outlook) && Math.abs(value - outlook.base()) > 4 * noise * outlook.size()) {
                ordinary = outlook.base();
            }
        }
        if (outlook.place() != MonthEdges.NONE && outlook.level() > 0) {
            edges.learn(outlook.place(), (value - outlook.base()) / outlook.level());
        }
        lastBase = outlook.base();
        double factor = fit.week(day.getDayOfWeek().getValue() - 1);
        if (factor > 0.1) {
            recentLevel = Math.max(0, recentLevel + 0.4 * (ordinary / factor - recentLevel));
        }
        remember(ordinary);
    }

    private void learnReach(double value, DayOutlook outlook, double noise) {
        if (age <= 2 * LAST_WEEK || outlook.size() <= 0) {
            return;
        }
        if (day.getDayOfWeek().getValue() > CalendarFit.FIRST_WEEKEND_DAY) {
            double off = Math.min(Math.abs(value - outlook.base()) / (noise * outlook.size()), 2 * weekendReach);
            weekendReach = Math.max(1, Math.min(10, weekendReach + 0.05 * (1.1 * off - weekendReach)));
        }
        for (int k = 0; k < reach.length; k++) {
            double size = noise * Math.max(outlook.size(), 0.2 * Math.abs(outlook.expected()[k]));
            double off = Math.min(Math.abs(value - outlook.expected()[k]) / size, 3 * reach[k]);
            reach[k] = Math.max(0.5, Math.min(10, reach[k] + 0.03 * (1.25 * off - reach[k])));
        }
    }

    private void remember(double ordinary) {
        lastWeek[(int) Math.floorMod(day.toEpochDay(), (long) LAST_WEEK)] = ordinary;
        fit.push(ordinary, day.getDayOfWeek().getValue() - 1);
        if (fit.size() >= ENOUGH) {
            fit.fit();
        }
    }

    @Override
    public void gap() {
        lateness.pass();
        if (age > 0 && fit.size() >= ENOUGH) {
            int weekday = day.getDayOfWeek().getValue() - 1;
            remember(fit.level(1) * fit.week(weekday));
        }
        day = day.plusDays(1);
    }

    @Override
    public List<Judgement> ahead(double... standing) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < standing.length; i++) {
            Values.check(standing[i], day.plusDays(i));
            int old = standing.length - 1 - i;
            double signed = sign * standing[i];
            lateness.stands(i, old, signed);
            Judgement judgement = judgeAhead(signed, i + 1, old);
            judgements.add(sign < 0 ? judgement.mirrored() : judgement);
        }
        return judgements;
    }

    private Judgement judgeAhead(double value, int days, int old) {
        if (age == 0 || fit.size() < ENOUGH) {
            return Judgement.none(value, false);
        }
        DayOutlook outlook = look(days);
        if (lateness.knows(old)) {
            return judge(lateness.becomes(value, old), outlook, lateness.uncertainty(old), false);
        }
        // Nobody knows how much is missing; it is rarely less than nothing, so only what is too much already is told.
        return value > outlook.base()
                ? judge(value, outlook, 0, false)
                : new Judgement(value, range(outlook, outlook.scales()), ALARMS_OF_A_YEAR, AnomalyKind.DROP, 0, false);
    }

    @Override
    public void expectFromNowOn() {
        if (age == 0 || fit.size() < ENOUGH || lastBase <= 0 || lastValue <= 0) {
            return;
        }
        double factor = lastValue / lastBase;
        fit.rescale(factor);
        recentLevel = fit.level(0);
        lastDeviation = 0;
        drift.reset();
    }

    @Override
    public void notAnAnomaly() {
        tolerance.takeLast();
    }
}
