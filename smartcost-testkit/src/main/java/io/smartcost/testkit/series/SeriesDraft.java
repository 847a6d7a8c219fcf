package io.smartcost.testkit.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes one series: its ordinary days first, then its benign events, then its anomalies, then how its days were restated. */
final class SeriesDraft {
    /** Of twenty series, how many behave how. */
    private static final String KINDS = "CSTCBSTCYSCTFCSCSTCF";

    private static final double[] SIGMAS = {3, 4, 6, 10, 20};
    private static final int QUIET_START = 60;
    private static final int QUIET_BETWEEN = 35;
    private static final double AUTOCORRELATION = 0.5;
    private static final double SHIFT = 0.6;

    private final Random random;
    private final String id;
    private final SpendKind kind;
    private final LocalDate firstDay;
    private final int days;

    /** What an ordinary day costs, without noise. */
    private final double[] expected;
    /** The standard deviation of a day's noise, in money. */
    private final double[] sigma;

    private final double[] values;
    private final List<SpendEvent> events = new ArrayList<>();
    private double weekend = 1;
    private double noise;

    SeriesDraft(long seed, int index, LocalDate firstDay, int days) {
        random = new Random(seed * 1_000_003L + index * 7919L + 17);
        kind = switch (KINDS.charAt(index % KINDS.length())) {
            case 'C' -> SpendKind.COMPUTE;
            case 'S' -> SpendKind.STORAGE;
            case 'T' -> SpendKind.TRANSFER;
            case 'B' -> SpendKind.BATCH;
            case 'F' -> SpendKind.MONTHLY_FEE;
            default -> SpendKind.TINY;
        };
        id = kind.name().toLowerCase(Locale.ROOT) + "-" + index;
        this.firstDay = firstDay;
        this.days = days;
        expected = new double[days];
        sigma = new double[days];
        values = new double[days];
    }

    LabelledSeries finish() {
        ordinaryDays();
        int[] room = benignEvents();
        anomalies(room[0], room[1]);
        events.sort(Comparator.comparingInt(SpendEvent::first));
        return new LabelledSeries(id, kind, firstDay, values, restated(), events);
    }

    private void ordinaryDays() {
        double base = Math.pow(10, kind == SpendKind.TINY ? between(-3, -0.5) : between(0.7, 3.7));
        noise = switch (kind) {
            case COMPUTE -> between(0.04, 0.10);
            case STORAGE -> between(0.01, 0.03);
            case TRANSFER -> between(0.08, 0.15);
            case BATCH -> between(0.15, 0.35);
            case MONTHLY_FEE -> between(0.01, 0.03);
            case TINY -> between(0.10, 0.20);
        };
        boolean works = kind == SpendKind.COMPUTE || kind == SpendKind.TRANSFER || chance(0.2);
        weekend = works ? between(0.5, 0.95) : 1;
        double growth = between(-0.1, 0.6) / 365;
        double fee = kind == SpendKind.MONTHLY_FEE || chance(0.04) ? between(2, 15) : 0;
        double monthEnd = chance(0.1) ? between(0.2, 1.0) : 0;
        double autoregressive = 0;
        for (int day = 0; day < days; day++) {
            LocalDate date = firstDay.plusDays(day);
            double level = base * Math.exp(growth * day);
            expected[day] = level * (isWeekend(date) ? weekend : 1);
            sigma[day] = noise * expected[day];
            autoregressive = AUTOCORRELATION * autoregressive
                    + Math.sqrt(1 - AUTOCORRELATION * AUTOCORRELATION) * random.nextGaussian();
            if (date.getDayOfMonth() == date.lengthOfMonth()) {
                expected[day] += monthEnd * level;
            }
            double factor = kind == SpendKind.BATCH
                    ? Math.exp(noise * random.nextGaussian() - noise * noise / 2)
                    : Math.max(0.05, 1 + noise * autoregressive);
            values[day] = expected[day] * factor;
            if (date.getDayOfMonth() == 1) {
                values[day] += fee * level;
            }
        }
    }

    /** @return the first day and the day after the last on which there may be anomalies */
    private int[] benignEvents() {
        int from = QUIET_START;
        int until = days - 20;
        double choice = random.nextDouble();
        if (choice < 0.15) {
            int start = 60 + random.nextInt(60);
            int ramp = 14 + random.nextInt(15);
            for (int day = 0; day < start + ramp; day++) {
                scale(day, day < start ? 0 : (day - start + 1.0) / ramp);
            }
            events.add(new SpendEvent(EventKind.LAUNCH, start, start + ramp - 1, 0, 0));
            from = start + ramp + QUIET_BETWEEN;
        } else if (choice < 0.28) {
            int stop = days - 60 - random.nextInt(60);
            for (int day = stop; day < days; day++) {
                scale(day, 0);
            }
            events.add(new SpendEvent(EventKind.DECOMMISSION, stop, days - 1, 0, 0));
            until = stop - 10;
        } else if (choice < 0.36 && kind != SpendKind.MONTHLY_FEE) {
            freeTier();
        }
        if (chance(0.2)) {
            int day = from + random.nextInt(until - from);
            double credit = -expected[day] * between(0.5, 10);
            values[day] += credit;
            events.add(new SpendEvent(EventKind.CREDIT, day, day, 0, credit));
        }
        return new int[] {from, until};
    }

    private void freeTier() {
        double allowance = between(2, 6);
        double left = 0;
        for (int day = 0; day < days; day++) {
            LocalDate date = firstDay.plusDays(day);
            if (date.getDayOfMonth() == 1) {
                left = allowance * expected[day];
                events.add(new SpendEvent(EventKind.FREE_TIER_RESET, day, day + (int) allowance, 0, 0));
            }
            double free = Math.min(left, values[day]);
            left -= free;
            values[day] -= free;
        }
    }

    private void anomalies(int from, int until) {
        int at = from + random.nextInt(40);
        boolean first = true;
        while (at < until - 30) {
            EventKind anomaly = anyAnomaly(first && events.stream().noneMatch(e -> e.kind() == EventKind.LAUNCH));
            SpendEvent event = add(anomaly, at, SIGMAS[random.nextInt(SIGMAS.length)]);
            if (event != null) {
                events.add(event);
                at = event.last() + 1;
            }
            at += QUIET_BETWEEN + random.nextInt(110);
            first = false;
        }
    }

    /** Each kind as often as the others, where the series allows it. */
    private EventKind anyAnomaly(boolean mayBeNew) {
        List<EventKind> kinds =
                new ArrayList<>(List.of(EventKind.SPIKE, EventKind.LEVEL_SHIFT, EventKind.LEAK, EventKind.DROP));
        if (weekend < 0.85) {
            kinds.add(EventKind.WEEKEND_LEFT_ON);
        }
        if (mayBeNew) {
            kinds.add(EventKind.NEW_SPEND);
        }
        return kinds.get(random.nextInt(kinds.size()));
    }

    private @Nullable SpendEvent add(EventKind anomaly, int at, double sigmas) {
        double before = sum();
        int start = at;
        int length = 1;
        double size = sigmas;
        switch (anomaly) {
            case SPIKE -> {
                length = 1 + random.nextInt(2);
                for (int day = start; day < start + length; day++) {
                    values[day] += sigmas * sigma[day];
                }
            }
            case DROP -> {
                length = 2 + random.nextInt(6);
                for (int day = start; day < start + length; day++) {
                    values[day] = Math.max(Math.min(values[day], 0), values[day] - sigmas * sigma[day]);
                }
            }
            case LEVEL_SHIFT -> {
                length = 10 + random.nextInt(12);
                size = SHIFT / noise;
                for (int day = start; day < start + length; day++) {
                    scale(day, 1 + SHIFT);
                }
            }
            case LEAK -> {
                length = 14 + random.nextInt(15);
                for (int day = start; day < start + length; day++) {
                    values[day] += sigmas * sigma[day] * Math.min(1, (day - start + 1) / 14.0);
                }
            }
            case WEEKEND_LEFT_ON -> {
                while (firstDay.plusDays(start).getDayOfWeek() != DayOfWeek.SATURDAY) {
                    start++;
                }
                length = 2;
                size = (1 / weekend - 1) / noise;
                for (int day = start; day < start + length; day++) {
                    scale(day, 1 / weekend);
                }
            }
            default -> {
                length = 10;
                size = 1 / noise;
                for (int day = 0; day < start; day++) {
                    scale(day, 0);
                }
                events.removeIf(event -> event.first() < at);
            }
        }
        double money = anomaly == EventKind.NEW_SPEND ? sum() / (days - start) * length : sum() - before;
        // What a series at zero hides did not happen.
        return money == 0 ? null : new SpendEvent(anomaly, start, start + length - 1, size, money);
    }

    private double sum() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private void scale(int day, double factor) {
        values[day] *= factor;
    }

    private double[][] restated() {
        double[][] seen = new double[LabelledSeries.FINAL_AGE][days];
        double known = between(0.6, 0.95);
        for (int day = 0; day < days; day++) {
            double missing = 1 - Math.min(1, Math.max(0.6, known + 0.03 * random.nextGaussian()));
            for (int age = 0; age < LabelledSeries.FINAL_AGE; age++) {
                seen[age][day] = values[day] * (1 - missing);
                missing *= between(0.3, 0.5);
            }
        }
        return seen;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
