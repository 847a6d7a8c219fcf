package io.smartcost.testkit.series;

import java.time.LocalDate;
import java.util.List;

/**
 * Daily costs whose anomalies are known. An estimate's raw material, so of doubles.
 *
 * @param id its name
 * @param kind how it behaves
 * @param firstDay the day of index 0
 * @param values what each day cost in the end
 * @param seen what each day stood at: {@code seen[age][day]} for ages of 0, 1 and 2 days; from 3 days on it is final
 * @param events what happened, by first day
 */
public record LabelledSeries(
        String id, SpendKind kind, LocalDate firstDay, double[] values, double[][] seen, List<SpendEvent> events) {
    /** How many days a day is restated. */
    public static final int FINAL_AGE = 3;

    public LabelledSeries {
        events = List.copyOf(events);
    }

    public int length() {
        return values.length;
    }

    /** What a day stood at, so many days later. */
    public double standing(int day, int age) {
        return age < FINAL_AGE ? seen[age][day] : values[day];
    }
}
