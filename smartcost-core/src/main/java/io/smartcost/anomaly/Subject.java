package io.smartcost.anomaly;

import io.smartcost.query.Dimension;
import io.smartcost.series.CostSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose costs are odd.
 *
 * @param groupBy by what they were grouped; nothing if they are all costs
 * @param key a text a dimension, null where the group's records have none
 * @param unit the currency; null for a count or a series of no table
 */
public record Subject(
        List<Dimension> groupBy,
        List<@Nullable String> key,
        @Nullable String unit) {
    /** A series that is of no table. */
    public static final Subject SERIES = new Subject(List.of(), List.of(), null);

    public Subject {
        groupBy = List.copyOf(groupBy);
        key = Collections.unmodifiableList(new ArrayList<>(key));
    }

    static Subject of(CostSeries series) {
        return new Subject(series.groupBy(), series.key(), series.unit());
    }

    /** Whether the other's costs are part of these: it has at least these dimensions, with the same texts, and the same unit. */
    boolean contains(Subject other) {
        if (!String.valueOf(unit).equals(String.valueOf(other.unit))) {
            return false;
        }
        for (int i = 0; i < groupBy.size(); i++) {
            int at = other.groupBy.indexOf(groupBy.get(i));
            if (at < 0 || !String.valueOf(key.get(i)).equals(String.valueOf(other.key.get(at)))) {
                return false;
            }
        }
        return true;
    }
}
