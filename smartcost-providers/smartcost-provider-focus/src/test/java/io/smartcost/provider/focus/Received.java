package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
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

    @Override
    public void partition(CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        assertThat(partition.records()).containsExactlyElementsOf(records);
        assertThat(records).allMatch(record -> record.day().equals(partition.day()));
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
        throw new AssertionError("Files cost nothing");
    }

    BigDecimal billed() {
        return days.values().stream()
                .flatMap(List::stream)
                .map(record -> record.cost(CostMetric.BILLED))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
