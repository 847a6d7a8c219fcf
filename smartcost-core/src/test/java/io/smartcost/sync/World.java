package io.smartcost.sync;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.StateStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** A clock, stores and a sync over them that waits in no time: the clock moves on by what it would have waited. */
final class World {
    static final DayRange ALL_DAYS = new DayRange(LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"));

    final TestClock clock = new TestClock();
    Tenant tenant = Tenant.DEFAULT;
    CostStore costs = new InMemoryCostStore();
    StateStore state = new InMemoryStateStore(clock);
    Executor executor = Runnable::run;

    Sync sync(CostProvider... providers) {
        return Sync.of(new Wiring(
                tenant,
                List.of(providers),
                costs,
                state,
                clock,
                executor,
                millis -> clock.advance(Duration.ofMillis(millis))));
    }

    static DayRange days(String start, String end) {
        return new DayRange(LocalDate.parse(start), LocalDate.parse(end));
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    /** All that is stored: how often each record is in each partition. */
    Map<PartitionInfo, Map<CostRecord, Integer>> books() {
        Map<PartitionInfo, Map<CostRecord, Integer>> books = new HashMap<>();
        costs.read(tenant, PartitionSelection.of(ALL_DAYS), partition -> {
            Map<CostRecord, Integer> records = new HashMap<>();
            partition.records().forEach(record -> records.merge(record, 1, Integer::sum));
            long count = records.values().stream().mapToLong(Integer::longValue).sum();
            books.put(
                    new PartitionInfo(partition.account(), partition.day(), partition.completeness(), count, ""),
                    records);
        });
        return books;
    }

    /** The partitions that the other's books have and these do not, or the other way round, or with other records. */
    List<PartitionInfo> differences(World other) {
        Map<PartitionInfo, Map<CostRecord, Integer>> mine = books();
        Map<PartitionInfo, Map<CostRecord, Integer>> theirs = other.books();
        return Stream.concat(mine.keySet().stream(), theirs.keySet().stream())
                .filter(partition -> !Objects.equals(mine.get(partition), theirs.get(partition)))
                .distinct()
                .toList();
    }

    List<LocalDate> storedDays(SourceAccount account) {
        List<LocalDate> days = new ArrayList<>();
        costs.read(tenant, PartitionSelection.of(account, ALL_DAYS), partition -> days.add(partition.day()));
        return days;
    }

    Completeness completeness(SourceAccount account, LocalDate day) {
        return costs.list(tenant, PartitionSelection.of(account, DayRange.of(day)), null, 1)
                .items()
                .get(0)
                .completeness();
    }
}
