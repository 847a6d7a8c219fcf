package io.smartcost.sync;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.Texts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What some records add up to, exactly: for each currency and each of the four costs the sum and how many records know it.
 * Immutable; equal if every figure is the same number.
 *
 * @param records how many records
 * @param totals in the order of the currencies; a cost that no record of a currency knows is absent
 */
public record CostSums(long records, SortedMap<Figure, Total> totals) {
    /** No records. */
    public static final CostSums NONE = new CostSums(0, new TreeMap<>());

    public CostSums {
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }

    /** The sum of one cost in one currency, or null if no record knows it. */
    public @Nullable BigDecimal sum(String currency, CostMetric metric) {
        Total total = totals.get(new Figure(currency, metric));
        return total == null ? null : total.sum();
    }

    /** These records and those. */
    public CostSums plus(CostSums other) {
        SortedMap<Figure, Total> sums = new TreeMap<>(totals);
        other.totals.forEach((figure, total) -> sums.merge(figure, total, Total::plus));
        return new CostSums(records + other.records, sums);
    }

    static CostSums of(Iterable<CostRecord> records) {
        Adder adder = new Adder();
        records.forEach(adder::add);
        return adder.sums();
    }

    /** For a person: {@code 12 records, USD: BILLED 1.5, LIST 2}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(records).append(" records");
        String currency = "";
        for (Map.Entry<Figure, Total> entry : totals.entrySet()) {
            Figure figure = entry.getKey();
            text.append(figure.currency.equals(currency) ? ", " : "; " + figure.currency + ": ");
            text.append(figure.metric).append(' ').append(entry.getValue().sum.toPlainString());
            currency = figure.currency;
        }
        return text.toString();
    }

    /** What is added up: one of the four costs in one currency. */
    public record Figure(String currency, CostMetric metric) implements Comparable<Figure> {
        private static final Comparator<Figure> ORDER =
                Comparator.comparing(Figure::currency, Texts.ORDER).thenComparing(Figure::metric);

        @Override
        public int compareTo(Figure other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A sum.
     *
     * @param sum exact, without needless zeros
     * @param known how many records know this cost and are in the sum
     */
    public record Total(BigDecimal sum, long known) {
        public Total {
            sum = sum.stripTrailingZeros();
        }

        private Total plus(Total other) {
            return new Total(sum.add(other.sum), known + other.known);
        }
    }

    /** Adds records up one by one. */
    static final class Adder {
        private static final CostMetric[] METRICS = CostMetric.values();

        private final SortedMap<String, Sum[]> byCurrency = new TreeMap<>(Texts.ORDER);
        private long records;

        void add(CostRecord record) {
            records++;
            Sum[] sums = byCurrency.computeIfAbsent(record.currency(), currency -> newSums());
            for (CostMetric metric : METRICS) {
                BigDecimal amount = record.cost(metric);
                if (amount != null) {
                    sums[metric.ordinal()].add(amount);
                }
            }
        }

        CostSums sums() {
            SortedMap<Figure, Total> totals = new TreeMap<>();
            byCurrency.forEach((currency, sums) -> {
                for (CostMetric metric : METRICS) {
                    Sum sum = sums[metric.ordinal()];
                    if (sum.known > 0) {
                        totals.put(new Figure(currency, metric), new Total(sum.value, sum.known));
                    }
                }
            });
            return new CostSums(records, totals);
        }

        private static Sum[] newSums() {
            Sum[] sums = new Sum[METRICS.length];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = new Sum();
            }
            return sums;
        }

        private static final class Sum {
            private BigDecimal value = BigDecimal.ZERO;
            private long known;

            void add(BigDecimal amount) {
                value = value.add(amount);
                known++;
            }
        }
    }
}
