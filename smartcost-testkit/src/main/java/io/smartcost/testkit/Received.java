package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.TreeMap;

/** Keeps all that a provider sends in one fetch, and checks on the way what holds for each call. */
final class Received implements CostReceiver {
    final Map<LocalDate, StoredDay> days = new TreeMap<>();
    final List<Refusal> refusals = new ArrayList<>();
    int paidCalls;

    private final Thread thread = Thread.currentThread();
    private final SourceAccount account;
    private final DayRange range;

    private Received(SourceAccount account, DayRange range) {
        this.account = account;
        this.range = range;
    }

    static Received from(CostProvider provider, SourceAccount account, DayRange range) {
        Received received = new Received(account, range);
        provider.fetch(account, range, received);
        return received;
    }

    @Override
    public void partition(CostPartition partition) {
        assertThat(Thread.currentThread()).as("the thread that called fetch").isSameAs(thread);
        assertThat(partition.account()).as("the account that was asked for").isEqualTo(account);
        assertThat(range.contains(partition.day()))
                .as("%s lies in %s", partition.day(), range)
                .isTrue();
        StoredDay day = StoredDay.of(partition);
        for (CostRecord record : day.records().keySet()) {
            assertThat(record.day()).as("the day on which %s begins", record).isEqualTo(partition.day());
        }
        assertThat(days.put(partition.day(), day))
                .as("%s is sent once", partition.day())
                .isNull();
    }

    @Override
    public void refused(Refusal refusal) {
        assertThat(Thread.currentThread()).as("the thread that called fetch").isSameAs(thread);
        assertThat(refusal.source()).as("where it stood").isNotBlank();
        assertThat(refusal.reason()).as("what is wrong").isNotBlank();
        refusals.add(refusal);
    }

    @Override
    public void paidCall() {
        assertThat(Thread.currentThread()).as("the thread that called fetch").isSameAs(thread);
        paidCalls++;
    }

    /** Adds the billed costs, by currency. */
    void addTo(Map<String, BigDecimal> totals) {
        for (StoredDay day : days.values()) {
            day.records().forEach((record, times) -> {
                BigDecimal billed = record.cost(CostMetric.BILLED);
                if (billed != null) {
                    totals.merge(record.currency(), billed.multiply(BigDecimal.valueOf(times)), BigDecimal::add);
                }
            });
        }
    }
}
