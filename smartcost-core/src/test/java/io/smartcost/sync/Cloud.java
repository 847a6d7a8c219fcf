package io.smartcost.sync;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cloud whose bill the test writes: a small, real provider. What it was asked for is noted. */
final class Cloud implements CostProvider {
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What happens at the beginning of a fetch, before anything is sent. */
    Interruption before = (account, days, receiver) -> {};
    /** What happens before each day is sent. */
    Interruption beforeDay = (account, days, receiver) -> {};
    /** What happens after everything is sent. */
    Interruption after = (account, days, receiver) -> {};

    private final String name;
    private final SortedMap<SourceAccount, NavigableMap<LocalDate, CostPartition>> bills = new TreeMap<>();

    Cloud(String name, String... accounts) {
        this.name = name;
        for (String account : accounts) {
            bills.put(new SourceAccount(name, account), new TreeMap<>());
        }
    }

    SourceAccount account(String id) {
        return new SourceAccount(name, id);
    }

    /** Bills amounts in euros, one record each. */
    Cloud bill(String account, LocalDate day, Completeness completeness, String... amounts) {
        List<CostRecord> records = new ArrayList<>();
        for (String amount : amounts) {
            records.add(record(day, amount));
        }
        bills.get(account(account)).put(day, new CostPartition(account(account), day, completeness, records));
        return this;
    }

    /** Bills one record for every day of a range. */
    Cloud bill(String account, DayRange days, Completeness completeness) {
        days.days().forEach(day -> bill(account, day, completeness, "1." + day.getDayOfMonth()));
        return this;
    }

    static CostRecord record(LocalDate day, String amount) {
        return CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .currency("EUR")
                .cost(CostMetric.BILLED, new BigDecimal(amount))
                .text(FocusColumn.SERVICE_NAME, "compute")
                .build();
    }

    List<CostPartition> bill(SourceAccount account) {
        return List.copyOf(bills.get(account).values());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SourceAccount> accounts() {
        return List.copyOf(bills.keySet());
    }

    @Override
    public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
        asked.add(account.id() + " " + days);
        before.happen(account, days, receiver);
        for (CostPartition partition :
                bills.get(account).subMap(days.start(), days.end()).values()) {
            beforeDay.happen(account, DayRange.of(partition.day()), receiver);
            receiver.partition(partition);
        }
        after.happen(account, days, receiver);
    }

    @FunctionalInterface
    interface Interruption {
        void happen(SourceAccount account, DayRange days, CostReceiver receiver);
    }
}
