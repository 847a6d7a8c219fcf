package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.query.TagDimension;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers a {@link CostQuery} slowly and obviously: one loop over all records, one list a group, sums in {@link BigDecimal}.
 * Written from what the query promises and not from the engines' code, so that the two can be compared. Thread-safe.
 */
public class ReferenceEvaluator {
    private static final Map<CostDimension, FocusColumn> COLUMNS = Map.of(
            CostDimension.BILLING_ACCOUNT, FocusColumn.BILLING_ACCOUNT_ID,
            CostDimension.SUB_ACCOUNT, FocusColumn.SUB_ACCOUNT_ID,
            CostDimension.SERVICE, FocusColumn.SERVICE_NAME,
            CostDimension.SERVICE_CATEGORY, FocusColumn.SERVICE_CATEGORY,
            CostDimension.REGION, FocusColumn.REGION_ID,
            CostDimension.RESOURCE, FocusColumn.RESOURCE_ID,
            CostDimension.CHARGE_CATEGORY, FocusColumn.CHARGE_CATEGORY,
            CostDimension.SKU, FocusColumn.SKU_ID);

    /** The steps below are open to the kit's own tests, which get one at a time wrong. */
    ReferenceEvaluator() {}

    /** @param partitions those of the query's tenant; days that were not asked for are passed over */
    public static CostTable evaluate(CostQuery query, Iterable<CostPartition> partitions) {
        return new ReferenceEvaluator().answer(query, partitions);
    }

    /** Answers from what a store holds, read partition by partition. */
    public static CostTable evaluate(CostQuery query, CostStore store) {
        return new ReferenceEvaluator().answer(query, copyOf(store, query));
    }

    static List<CostPartition> copyOf(CostStore store, CostQuery query) {
        List<CostPartition> copies = new ArrayList<>();
        store.read(query.tenant(), PartitionSelection.of(query.days()), partition -> {
            List<CostRecord> records = new ArrayList<>();
            partition.records().forEach(records::add);
            copies.add(new CostPartition(partition.account(), partition.day(), partition.completeness(), records));
        });
        return copies;
    }

    CostTable answer(CostQuery query, Iterable<CostPartition> partitions) {
        Map<Group, List<CostRecord>> groups = new LinkedHashMap<>();
        Map<LocalDate, Completeness> completeness = new HashMap<>();
        for (CostPartition partition : partitions) {
            if (!contains(query.days(), partition.day())) {
                continue;
            }
            completeness.merge(partition.day(), partition.completeness(), this::combine);
            for (CostRecord record : partition.records()) {
                if (matches(query.filter(), record) && takesPart(query.measure(), record)) {
                    groups.computeIfAbsent(groupOf(query, record), g -> new ArrayList<>())
                            .add(record);
                }
            }
        }
        List<CostTable.Row> rows = new ArrayList<>();
        groups.forEach((group, records) -> rows.add(row(query.measure(), group, records)));
        rows.sort((a, b) -> compare(query.order(), a, b));
        return new CostTable(query.groupBy(), limit(rows, query.limit()), periods(query, completeness));
    }

    record Group(List<@Nullable String> key, @Nullable String unit) {}

    Group groupOf(CostQuery query, CostRecord record) {
        List<@Nullable String> key = new ArrayList<>();
        for (Dimension dimension : query.groupBy()) {
            key.add(text(dimension, record));
        }
        return new Group(key, unit(query.measure(), record));
    }

    boolean contains(DayRange days, LocalDate day) {
        return day.compareTo(days.start()) >= 0 && day.compareTo(days.end()) < 0;
    }

    @Nullable
    String text(Dimension dimension, CostRecord record) {
        if (dimension instanceof TagDimension tag) {
            return tag(tag.key(), record);
        }
        if (dimension == CostDimension.DAY || dimension == CostDimension.WEEK || dimension == CostDimension.MONTH) {
            return period((CostDimension) dimension, record.day());
        }
        if (dimension == CostDimension.PROVIDER) {
            String now = record.text(FocusColumn.SERVICE_PROVIDER_NAME);
            return now == null ? record.text(FocusColumn.PROVIDER_NAME) : now;
        }
        return record.text(Objects.requireNonNull(COLUMNS.get((CostDimension) dimension)));
    }

    @Nullable
    String tag(String key, CostRecord record) {
        String first = null;
        for (String candidate : record.tags().entries().keySet()) {
            boolean same = candidate.toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT));
            if (same && (first == null || compareTexts(candidate, first) < 0)) {
                first = candidate;
            }
        }
        return first == null ? null : record.tags().entries().get(first);
    }

    private String period(CostDimension dimension, LocalDate day) {
        if (dimension == CostDimension.MONTH) {
            return day.toString().substring(0, 7);
        }
        return dimension == CostDimension.WEEK ? weekStart(day).toString() : day.toString();
    }

    LocalDate weekStart(LocalDate day) {
        return day.minusDays(day.getDayOfWeek().getValue() - 1L);
    }

    boolean matches(Filter filter, CostRecord record) {
        if (filter instanceof Filter.Not not) {
            return !matches(not.filter(), record);
        }
        if (filter instanceof Filter.And and) {
            for (Filter part : and.filters()) {
                if (!matches(part, record)) {
                    return false;
                }
            }
            return true;
        }
        if (filter instanceof Filter.Or or) {
            for (Filter part : or.filters()) {
                if (matches(part, record)) {
                    return true;
                }
            }
            return false;
        }
        Filter.OnDimension on = (Filter.OnDimension) filter;
        return accepts(on, text(on.dimension(), record));
    }

    boolean accepts(Filter.OnDimension filter, @Nullable String text) {
        if (text == null || filter instanceof Filter.Absent) {
            return text == null && filter instanceof Filter.Absent;
        }
        if (filter instanceof Filter.In in) {
            return new HashSet<>(in.values()).contains(text);
        }
        if (filter instanceof Filter.StartsWith startsWith) {
            return text.regionMatches(
                    0, startsWith.prefix(), 0, startsWith.prefix().length());
        }
        return text.indexOf(((Filter.Contains) filter).part()) >= 0;
    }

    boolean takesPart(Measure measure, CostRecord record) {
        return !(measure instanceof Measure.Quantity)
                || amount(measure, record) != null
                || unit(measure, record) != null;
    }

    @Nullable
    String unit(Measure measure, CostRecord record) {
        if (measure instanceof Measure.Cost) {
            return record.currency();
        }
        return measure instanceof Measure.Quantity ? record.text(FocusColumn.CONSUMED_UNIT) : null;
    }

    @Nullable
    BigDecimal amount(Measure measure, CostRecord record) {
        return measure instanceof Measure.Cost cost
                ? record.cost(cost.metric())
                : record.decimal(FocusColumn.CONSUMED_QUANTITY);
    }

    CostTable.Row row(Measure measure, Group group, List<CostRecord> records) {
        if (measure instanceof Measure.Records) {
            return new CostTable.Row(group.key, null, BigDecimal.valueOf(records.size()), 0);
        }
        if (measure instanceof Measure.Distinct distinct) {
            return new CostTable.Row(group.key, null, BigDecimal.valueOf(distinct(distinct.dimension(), records)), 0);
        }
        List<BigDecimal> known = new ArrayList<>();
        for (CostRecord record : records) {
            BigDecimal amount = amount(measure, record);
            if (amount != null) {
                known.add(amount);
            }
        }
        return new CostTable.Row(
                group.key, group.unit, known.isEmpty() ? null : sum(known), records.size() - known.size());
    }

    BigDecimal sum(List<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }

    int distinct(Dimension dimension, List<CostRecord> records) {
        Set<String> texts = new HashSet<>();
        for (CostRecord record : records) {
            String text = text(dimension, record);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts.size();
    }

    int compare(Order order, CostTable.Row a, CostTable.Row b) {
        int byUnit = compareAbsentLast(a.unit(), b.unit());
        if (byUnit != 0) {
            return byUnit;
        }
        int byKey = compareKeys(a, b);
        int byValue = order == Order.SMALLEST_FIRST || order == Order.LARGEST_FIRST ? compareValues(order, a, b) : 0;
        return byValue != 0 ? byValue : order == Order.KEY_DESCENDING ? -byKey : byKey;
    }

    int compareValues(Order order, CostTable.Row a, CostTable.Row b) {
        if (a.value() == null || b.value() == null) {
            return Boolean.compare(a.value() == null, b.value() == null);
        }
        return order == Order.SMALLEST_FIRST
                ? a.value().compareTo(b.value())
                : b.value().compareTo(a.value());
    }

    int compareKeys(CostTable.Row a, CostTable.Row b) {
        for (int i = 0; i < a.key().size(); i++) {
            int order = compareAbsentLast(a.key().get(i), b.key().get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    int compareAbsentLast(@Nullable String a, @Nullable String b) {
        return a == null || b == null ? Boolean.compare(a == null, b == null) : compareTexts(a, b);
    }

    int compareTexts(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    List<CostTable.Row> limit(List<CostTable.Row> rows, int limit) {
        Map<@Nullable String, Integer> taken = new HashMap<>();
        List<CostTable.Row> kept = new ArrayList<>();
        for (CostTable.Row row : rows) {
            if (taken.merge(row.unit(), 1, Integer::sum) <= limit) {
                kept.add(row);
            }
        }
        return kept;
    }

    List<CostTable.Period> periods(CostQuery query, Map<LocalDate, Completeness> completeness) {
        List<CostTable.Period> periods = new ArrayList<>();
        LocalDate start = query.days().start();
        Completeness worst = Completeness.FINAL;
        for (LocalDate day = start; day.isBefore(query.days().end()); day = day.plusDays(1)) {
            worst = combine(worst, ofDay(completeness.get(day)));
            LocalDate next = day.plusDays(1);
            if (next.equals(query.days().end()) || !periodOf(query, next).equals(periodOf(query, day))) {
                periods.add(new CostTable.Period(new DayRange(start, next), worst));
                start = next;
                worst = Completeness.FINAL;
            }
        }
        return periods;
    }

    private String periodOf(CostQuery query, LocalDate day) {
        for (CostDimension finest : List.of(CostDimension.DAY, CostDimension.WEEK, CostDimension.MONTH)) {
            if (query.groupBy().contains(finest)) {
                return period(finest, day);
            }
        }
        return "all";
    }

    Completeness ofDay(@Nullable Completeness worstOfItsPartitions) {
        return worstOfItsPartitions == null ? Completeness.PARTIAL : worstOfItsPartitions;
    }

    Completeness combine(Completeness a, Completeness b) {
        return a.ordinal() > b.ordinal() ? a : b;
    }
}
