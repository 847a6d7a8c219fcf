package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a provider sent, for tests of it. Not thread-safe. */
public final class Fetched implements CostReceiver {
    private final SortedMap<LocalDate, List<CostRecord>> days = new TreeMap<>();
    private final SortedMap<LocalDate, Completeness> completeness = new TreeMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private int paidCalls;

    /** Fetches days of the provider's first account. */
    public static Fetched from(CostProvider provider, DayRange days) {
        return from(provider, provider.accounts().get(0), days);
    }

    public static Fetched from(CostProvider provider, SourceAccount account, DayRange days) {
        Fetched fetched = new Fetched();
        provider.fetch(account, days, fetched);
        return fetched;
    }

    @Override
    public void partition(CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        assertThat(days.put(partition.day(), records))
                .as("%s sent twice", partition.day())
                .isNull();
        completeness.put(partition.day(), partition.completeness());
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void paidCall() {
        paidCalls++;
    }

    /** The records of each day that was sent. */
    public SortedMap<LocalDate, List<CostRecord>> days() {
        return days;
    }

    public SortedMap<LocalDate, Completeness> completeness() {
        return completeness;
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    public int paidCalls() {
        return paidCalls;
    }

    /** The records of all days. */
    public List<CostRecord> records() {
        return days.values().stream().flatMap(List::stream).toList();
    }

    /** The sum of what was billed, of all currencies together; records that do not know it add nothing. */
    public BigDecimal billed() {
        return records().stream()
                .map(record -> record.cost(CostMetric.BILLED))
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
