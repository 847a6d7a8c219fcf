package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.PartitionInfo;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A copy of a partition that is equal to another if both hold the same records equally often, in whatever order. */
record StoredDay(SourceAccount account, LocalDate day, Completeness completeness, Map<CostRecord, Integer> records) {

    /** Copies a partition, and checks that its records can be gone through twice. */
    static StoredDay of(CostPartition partition) {
        List<CostRecord> records = new ArrayList<>();
        partition.records().forEach(records::add);
        List<CostRecord> again = new ArrayList<>();
        partition.records().forEach(again::add);
        assertThat(again)
                .as("the records of %s on %s, gone through a second time", partition.account(), partition.day())
                .isEqualTo(records);
        Map<CostRecord, Integer> counted = new LinkedHashMap<>();
        records.forEach(record -> counted.merge(record, 1, Integer::sum));
        return new StoredDay(partition.account(), partition.day(), partition.completeness(), counted);
    }

    /** Tells of two long lists only in what they differ. */
    void assertHasSameRecords(StoredDay other) {
        assertThat(minus(other))
                .as("records that were stored and are not there")
                .isEmpty();
        assertThat(other.minus(this))
                .as("records that are there and were not stored")
                .isEmpty();
    }

    private List<CostRecord> minus(StoredDay other) {
        List<CostRecord> rest = new ArrayList<>();
        records.forEach((record, times) ->
                rest.addAll(Collections.nCopies(Math.max(0, times - other.records.getOrDefault(record, 0)), record)));
        return rest;
    }

    int size() {
        return records.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Without a revision, which is the store's to give. */
    PartitionInfo info() {
        return new PartitionInfo(account, day, completeness, size(), "");
    }

    static PartitionInfo withoutRevision(PartitionInfo info) {
        return new PartitionInfo(info.account(), info.day(), info.completeness(), info.records(), "");
    }
}
