package io.smartcost.provider.opencost;

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
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a fetch of the first cluster sends. */
final class Received implements CostReceiver {
    final List<CostRecord> records = new ArrayList<>();
    final Map<LocalDate, Completeness> days = new TreeMap<>();
    final List<Refusal> refusals = new ArrayList<>();

    static Received from(OpenCost openCost, DayRange days) {
        Received received = new Received();
        openCost.fetch(openCost.accounts().get(0), days, received);
        return received;
    }

    BigDecimal sum(CostMetric metric) {
        return records.stream()
                .map(record -> record.cost(metric))
                .filter(cost -> cost != null)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public void partition(CostPartition partition) {
        days.put(partition.day(), partition.completeness());
        partition.records().forEach(records::add);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void paidCall() {
        throw new AssertionError("Calls of a cluster cost nothing");
    }
}
