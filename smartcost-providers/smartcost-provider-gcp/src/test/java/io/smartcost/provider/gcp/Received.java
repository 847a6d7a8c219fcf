package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a fetch sent. */
final class Received implements CostReceiver {
    final SortedMap<LocalDate, List<CostRecord>> days = new TreeMap<>();
    final SortedMap<LocalDate, Completeness> completeness = new TreeMap<>();
    final List<Refusal> refusals = new ArrayList<>();
    int paidCalls;

    static Received from(GcpBillingExport provider, DayRange days) {
        Received received = new Received();
        provider.fetch(provider.accounts().get(0), days, received);
        return received;
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

    List<CostRecord> records() {
        return days.values().stream().flatMap(List::stream).toList();
    }

    BigDecimal billed() {
        return records().stream()
                .map(record -> record.cost(CostMetric.BILLED))
                .filter(cost -> cost != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
