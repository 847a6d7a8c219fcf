package io.smartcost.provider.azure;

import io.smartcost.model.CostMetric;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Cost Management answered for some days, the questions for both costs joined: charges that have the same day, currency and
 * values are one charge with two costs. What only one of two whole answers has costs nothing in the other; what an answer could
 * not tell is unknown.
 */
final class Charges {
    /** Charges of one day that Azure added up. */
    static final class Charge {
        final Key key;
        private @Nullable BigDecimal billed;
        private @Nullable BigDecimal effective;

        private Charge(Key key) {
            this.key = key;
        }

        @Nullable
        BigDecimal cost(CostMetric metric) {
            return metric == CostMetric.BILLED ? billed : effective;
        }

        private void put(CostMetric metric, @Nullable BigDecimal cost) {
            if (metric == CostMetric.BILLED) {
                billed = cost;
            } else {
                effective = cost;
            }
        }

        private boolean isEmpty() {
            return billed == null && effective == null;
        }
    }

    /** @param values one for each column that costs are told apart by, in the order of {@link #columns} */
    record Key(LocalDate day, String currency, List<@Nullable String> values) {}

    /** Bounds the heap that an answer can take; it is not small. */
    static final int MOST = 5_000_000;

    private static final int MOST_REFUSED = 10_000;

    private final DayRange days;
    private final SortedMap<LocalDate, Map<Key, Charge>> charges = new TreeMap<>();
    private final Map<CostMetric, Set<LocalDate>> incomplete = new EnumMap<>(CostMetric.class);
    private final Set<CostMetric> whole = EnumSet.noneOf(CostMetric.class);
    private final Map<CostMetric, List<Refusal>> refusals = new EnumMap<>(CostMetric.class);
    /** Each text once: a month repeats its subscriptions, services and currencies in every row. */
    private final Map<String, String> texts = new HashMap<>();

    private @Nullable List<String> columns;
    private int count;

    Charges(DayRange days) {
        this.days = days;
        days.days().forEach(day -> charges.put(day, new LinkedHashMap<>()));
    }

    DayRange days() {
        return days;
    }

    /** The names of the columns that values are of; all answers have the same, in the order of the first. */
    List<String> columns() {
        return columns == null ? List.of() : columns;
    }

    List<String> columnsOr(List<String> ofPage) {
        if (columns == null) {
            columns = List.copyOf(ofPage);
        }
        return columns;
    }

    String once(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    /** @return false if the charge has that cost already */
    boolean add(CostMetric metric, Key key, BigDecimal cost) {
        Map<Key, Charge> ofDay = charges.get(key.day());
        if (ofDay == null) {
            throw new IllegalArgumentException(key.day() + " is not in " + days);
        }
        Charge charge = ofDay.computeIfAbsent(key, Charge::new);
        if (charge.isEmpty() && ++count > MOST) {
            throw new SmartCostException("Cost Management has more than " + MOST + " charges on " + days
                    + ". Tell them apart by fewer things, or let the sync ask for fewer days at once (longestRange)");
        }
        if (charge.cost(metric) != null) {
            return false;
        }
        charge.put(metric, cost);
        return true;
    }

    /** @param day the day at fault, or all if it is not known */
    void refuse(CostMetric metric, @Nullable LocalDate day, Refusal refusal) {
        List<Refusal> ofMetric = refusals.computeIfAbsent(metric, m -> new ArrayList<>());
        ofMetric.add(refusal);
        if (ofMetric.size() > MOST_REFUSED) {
            throw new SmartCostException(
                    "More than " + MOST_REFUSED + " rows of Cost Management cannot be understood, such"
                            + " as " + refusal.source() + ", row " + refusal.line() + ": " + refusal.reason()
                            + ". A newer version of this library may; tell its authors otherwise");
        }
        Set<LocalDate> lacking = incomplete.computeIfAbsent(metric, m -> new TreeSet<>());
        if (day == null) {
            days.days().forEach(lacking::add);
        } else {
            lacking.add(day);
        }
    }

    /** Takes back all that was told of this cost, because its question begins anew. */
    void forget(CostMetric metric) {
        count = 0;
        for (Map<Key, Charge> ofDay : charges.values()) {
            ofDay.values().forEach(charge -> charge.put(metric, null));
            ofDay.values().removeIf(Charge::isEmpty);
            count += ofDay.size();
        }
        incomplete.remove(metric);
        refusals.remove(metric);
        whole.remove(metric);
        if (whole.isEmpty()) {
            columns = null;
        }
    }

    int count() {
        return count;
    }

    /** The answer to the question for this cost has ended, and was one: what is not in it costs nothing. */
    void whole(CostMetric metric) {
        whole.add(metric);
    }

    /** Whether any answer told anything about these days. */
    boolean isKnown() {
        return !whole.isEmpty();
    }

    boolean isIncomplete(LocalDate day) {
        return incomplete.values().stream().anyMatch(lacking -> lacking.contains(day));
    }

    Iterable<Charge> of(LocalDate day) {
        return charges.getOrDefault(day, Map.of()).values();
    }

    /** A cost of a charge; null if it is not known. */
    @Nullable
    BigDecimal cost(Charge charge, CostMetric metric) {
        BigDecimal told = charge.cost(metric);
        boolean complete = whole.contains(metric)
                && !incomplete.getOrDefault(metric, Set.of()).contains(charge.key.day());
        return told == null && complete ? BigDecimal.ZERO : told;
    }

    List<Refusal> refusals() {
        return refusals.values().stream().flatMap(List::stream).toList();
    }
}
