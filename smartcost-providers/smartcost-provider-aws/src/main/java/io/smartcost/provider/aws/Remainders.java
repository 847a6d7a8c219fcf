package io.smartcost.provider.aws;

import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the parts of a question lack to the whole, period by period. */
final class Remainders {
    private final Map<Grouping, String> values;
    private final Map<Instant, Group> left = new TreeMap<>();
    private final Map<Instant, Integer> parts = new TreeMap<>();

    private Remainders(Map<Grouping, String> values) {
        this.values = values;
    }

    /**
     * @param wholes the whole of each period
     * @param rounding how far each part may be rounded
     * @throws RetryableException if it is more: then the charges changed between the calls
     */
    static List<Group> of(Map<Grouping, String> values, List<Group> wholes, Answer part, BigDecimal rounding) {
        Remainders remainders = new Remainders(values);
        wholes.forEach(whole -> remainders.add(whole, false));
        part.groups.forEach(group -> remainders.add(group, true));
        List<Group> groups = new ArrayList<>();
        remainders.left.forEach((period, group) -> {
            boolean refused = part.daysWithRefusals.contains(LocalDate.ofInstant(period, ZoneOffset.UTC));
            if (!refused && !group.amounts().isEmpty()) {
                BigDecimal most = rounding.multiply(BigDecimal.valueOf(remainders.parts.getOrDefault(period, 0) + 1L));
                group.amounts().values().forEach(amount -> requireSmall(amount, most, group));
                groups.add(group);
            }
        });
        return groups;
    }

    private void add(Group group, boolean part) {
        Group sum = left.computeIfAbsent(
                group.start(), start -> new Group(start, group.end(), values, Group.noAmounts(), true));
        parts.merge(group.start(), 1, Integer::sum);
        group.amounts().forEach((metric, amount) -> {
            if (metric.isCost()) {
                sum.amounts().compute(metric, (m, before) -> plus(before, amount, part));
            }
        });
    }

    private static @Nullable Amount plus(@Nullable Amount before, Amount amount, boolean subtract) {
        BigDecimal signed = subtract ? amount.value().negate() : amount.value();
        if (before != null && !before.unit().equals(amount.unit())) {
            throw changed("from " + before.unit() + " to " + amount.unit());
        }
        BigDecimal sum = before == null ? signed : before.value().add(signed);
        return sum.signum() == 0 ? null : new Amount(sum, amount.unit());
    }

    private static void requireSmall(Amount amount, BigDecimal most, Group group) {
        if (amount.value().abs().compareTo(most) > 0) {
            throw changed("by " + amount.value().toPlainString() + " " + amount.unit() + " on " + group.start());
        }
    }

    private static RetryableException changed(String how) {
        return new RetryableException(
                "Cost Explorer's figures changed between two calls, " + how + "; reading them again gives one state."
                        + " If it stays so, tell costs apart by fewer things",
                (Duration) null);
    }
}
