package io.smartcost.provider.aws;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The charges of one period that Cost Explorer added up because they have the same values.
 *
 * @param start when the period begins
 * @param end when it ends
 * @param values by what they were told apart; what is not there is unknown
 * @param amounts the metrics that were answered
 * @param remainder whether this is what the parts of a split question lack to the whole
 */
record Group(Instant start, Instant end, Map<Grouping, String> values, Map<Metric, Amount> amounts, boolean remainder) {
    /** The same, told apart also by what the question was narrowed to. */
    Group within(Map<Grouping, String> narrowedTo) {
        Map<Grouping, String> all = new LinkedHashMap<>(narrowedTo);
        all.putAll(values);
        return new Group(start, end, all, amounts, remainder);
    }

    static Map<Metric, Amount> noAmounts() {
        return new EnumMap<>(Metric.class);
    }
}
