package io.smartcost.insight;

import io.smartcost.query.CostTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each text of one dimension cost before and after, in one currency. */
record Changes(List<Change> all) {
    /** A text as a key of a map: the absent one first. */
    private static final Comparator<@Nullable String> ABSENT_FIRST =
            (a, b) -> a == null ? (b == null ? 0 : -1) : (b == null ? 1 : a.compareTo(b));

    /** @param before null if there was no record, or none whose amount is known */
    record Change(
            @Nullable String key,
            @Nullable BigDecimal before,
            @Nullable BigDecimal after) {
        BigDecimal known(@Nullable BigDecimal amount) {
            return amount == null ? BigDecimal.ZERO : amount;
        }

        BigDecimal size() {
            return known(after).subtract(known(before));
        }

        Contribution.Kind kind() {
            if (before == null) {
                return Contribution.Kind.NEW;
            }
            if (after == null) {
                return Contribution.Kind.GONE;
            }
            return switch (size().signum()) {
                case 1 -> Contribution.Kind.MORE;
                case -1 -> Contribution.Kind.LESS;
                default -> Contribution.Kind.SAME;
            };
        }
    }

    /** The largest first, then by text. */
    static Changes between(CostTable before, CostTable after, @Nullable String unit) {
        Map<@Nullable String, @Nullable BigDecimal[]> byKey = new TreeMap<>(ABSENT_FIRST);
        collect(before, unit, byKey, 0);
        collect(after, unit, byKey, 1);
        List<Change> all = new ArrayList<>();
        byKey.forEach((key, amounts) -> all.add(new Change(key, amounts[0], amounts[1])));
        all.sort(Comparator.comparing((Change change) -> change.size().abs()).reversed());
        return new Changes(all);
    }

    private static void collect(
            CostTable table, @Nullable String unit, Map<@Nullable String, @Nullable BigDecimal[]> byKey, int at) {
        for (CostTable.Row row : table.rows()) {
            if (Objects.equals(row.unit(), unit) && row.value() != null) {
                byKey.computeIfAbsent(row.key().get(0), key -> new BigDecimal[2])[at] = row.value();
            }
        }
    }

    /** The sum of the changes' sizes, regardless of their signs. */
    BigDecimal gross() {
        return all.stream().map(change -> change.size().abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How well few texts explain it: the largest change's part of the gross; 0 if there is only one text, or no change. */
    double concentration() {
        BigDecimal gross = gross();
        if (all.size() < 2 || gross.signum() == 0) {
            return 0;
        }
        return all.get(0).size().abs().doubleValue() / gross.doubleValue();
    }
}
