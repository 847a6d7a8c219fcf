package io.smartcost.storage.jdbc;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionSelection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.LongStream;

/** Partitions of one day for the tests of what goes wrong. */
final class Days {
    static final Tenant TENANT = new Tenant("acme");
    static final SourceAccount ACCOUNT = new SourceAccount("aws", "1234");
    static final LocalDate DAY = LocalDate.of(2026, 2, 27);
    static final CostQuery QUERY = CostQuery.of(TENANT, DayRange.of(DAY));

    private Days() {}

    static CostPartition partition(long records, String each) {
        return interrupted(records, each, records, () -> {});
    }

    /** Something happens after so many of the records. */
    static CostPartition interrupted(long records, String each, long after, Runnable event) {
        return new CostPartition(ACCOUNT, DAY, Completeness.FINAL, () -> records(records, each, after, event));
    }

    private static Iterator<CostRecord> records(long records, String each, long after, Runnable event) {
        BigDecimal amount = new BigDecimal(each);
        return LongStream.range(0, records)
                .mapToObj(number -> {
                    if (number == after) {
                        event.run();
                    }
                    return CostRecord.startingAt(DAY.atTime(7, 30).toInstant(ZoneOffset.UTC))
                            .currency("USD")
                            .cost(CostMetric.BILLED, amount)
                            .text(FocusColumn.RESOURCE_ID, "resource " + number)
                            .text(FocusColumn.CHARGE_DESCRIPTION, "a charge like many others, number " + number)
                            .build();
                })
                .iterator();
    }

    /** How often each record is in each partition. */
    static Map<String, Map<CostRecord, Integer>> books(CostStore store, Tenant tenant, DayRange days) {
        Map<String, Map<CostRecord, Integer>> books = new HashMap<>();
        store.read(tenant, PartitionSelection.of(days), partition -> {
            Map<CostRecord, Integer> records = new HashMap<>();
            partition.records().forEach(record -> records.merge(record, 1, Integer::sum));
            String name = partition.account() + " " + partition.day() + " " + partition.completeness();
            books.put(name, records);
        });
        return books;
    }
}
