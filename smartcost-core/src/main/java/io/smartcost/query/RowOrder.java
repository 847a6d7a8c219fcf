package io.smartcost.query;

import io.smartcost.model.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts rows into the order that {@link Order} promises, and keeps the first of each unit. */
final class RowOrder {
    private static final Comparator<@Nullable String> TEXT = Comparator.nullsLast(Texts.ORDER);
    private static final Comparator<CostTable.Row> UNIT = Comparator.comparing(CostTable.Row::unit, TEXT);
    private static final Comparator<CostTable.Row> KEY = RowOrder::compareKeys;

    private RowOrder() {}

    static List<CostTable.Row> arrange(CostQuery query, List<CostTable.Row> groups) {
        List<CostTable.Row> sorted = new ArrayList<>(groups);
        sorted.sort(UNIT.thenComparing(within(query.order())));
        return query.limit() == CostQuery.NO_LIMIT ? sorted : firstOfEachUnit(sorted, query.limit());
    }

    static Comparator<CostTable.Row> within(Order order) {
        return switch (order) {
            case KEY_ASCENDING -> KEY;
            case KEY_DESCENDING -> KEY.reversed();
            case SMALLEST_FIRST -> byValue(Comparator.naturalOrder());
            case LARGEST_FIRST -> byValue(Comparator.reverseOrder());
        };
    }

    private static Comparator<CostTable.Row> byValue(Comparator<BigDecimal> direction) {
        Comparator<@Nullable BigDecimal> unknownLast = Comparator.nullsLast(direction);
        return Comparator.comparing(CostTable.Row::value, unknownLast).thenComparing(KEY);
    }

    private static int compareKeys(CostTable.Row a, CostTable.Row b) {
        for (int i = 0; i < a.key().size(); i++) {
            int order = TEXT.compare(a.key().get(i), b.key().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<CostTable.Row> firstOfEachUnit(List<CostTable.Row> sorted, int limit) {
        List<CostTable.Row> kept = new ArrayList<>();
        int ofThisUnit = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean newUnit = i == 0
                    || !Objects.equals(sorted.get(i).unit(), sorted.get(i - 1).unit());
            ofThisUnit = newUnit ? 1 : ofThisUnit + 1;
            if (ofThisUnit <= limit) {
                kept.add(sorted.get(i));
            }
        }
        return kept;
    }
}
