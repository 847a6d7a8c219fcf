package io.smartcost.provider.aws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.costexplorer.model.Expression;

/**
 * Tells costs apart by any number of groupings, where a call can by two.
 *
 * <p>The question is first asked by the groupings that have the fewest values. For each combination of values that has charges it
 * is asked again, narrowed to that combination and told apart by the rest. The combinations hold each charge once, so nothing is
 * counted twice. AWS rounds every sum that it sends, and so the parts may differ from the whole in the last digits; the
 * difference is kept as a group of its own, and the books come to what the whole said, to the last digit.
 */
final class Splitting {
    private static final int MOST_AT_ONCE = 2;
    /** Far above what rounding at the tenth decimal comes to, far below what anyone is charged. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    private final CostAndUsage source;
    private final List<Grouping> groupings;
    private final boolean balanced;

    /** @param balanced whether to ask for the total as well, and keep what the groups lack to it */
    Splitting(CostAndUsage source, List<Grouping> groupings, boolean balanced) {
        this.source = source;
        this.groupings = groupings.stream()
                .sorted(Comparator.comparingInt(Grouping::rank))
                .toList();
        this.balanced = balanced;
    }

    Answer ask() {
        return balanced ? split(List.of(), groupings, List.of()) : ask(groupings, List.of());
    }

    private Answer ask(List<Grouping> by, List<Expression> filters) {
        int over = Math.min(MOST_AT_ONCE, by.size() - MOST_AT_ONCE);
        return over <= 0 ? source.ask(by, filters) : split(by.subList(0, over), by.subList(over, by.size()), filters);
    }

    private Answer split(List<Grouping> first, List<Grouping> rest, List<Expression> filters) {
        Answer whole = source.ask(first, filters);
        Answer result = new Answer();
        result.addAround(whole);
        Map<Map<Grouping, String>, List<Group>> combinations = new LinkedHashMap<>();
        for (Group group : whole.groups) {
            combinations
                    .computeIfAbsent(group.values(), values -> new ArrayList<>())
                    .add(group);
        }
        Map<Grouping, List<String>> values = first.stream()
                .collect(Collectors.toMap(
                        grouping -> grouping,
                        grouping -> combinations.keySet().stream()
                                .map(combination -> value(combination, grouping))
                                .distinct()
                                .toList()));
        combinations.forEach((combination, groups) -> {
            Answer part = ask(rest, narrowed(filters, combination, values));
            result.addAround(part);
            part.groups.forEach(group -> result.groups.add(group.within(combination)));
            result.groups.addAll(Remainders.of(combination, groups, part, ROUNDING));
        });
        return result;
    }

    private static List<Expression> narrowed(
            List<Expression> filters, Map<Grouping, String> combination, Map<Grouping, List<String>> values) {
        List<Expression> narrowed = new ArrayList<>(filters);
        combination.forEach((grouping, value) -> {
            Expression filter = grouping.filter(value, values.getOrDefault(grouping, List.of()));
            if (!filter.equals(Expression.builder().build())) {
                narrowed.add(filter);
            }
        });
        return narrowed;
    }

    private static String value(Map<Grouping, String> combination, Grouping grouping) {
        return combination.getOrDefault(grouping, "");
    }
}
