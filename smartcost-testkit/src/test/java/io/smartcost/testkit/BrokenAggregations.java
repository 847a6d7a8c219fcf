package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Stores that answer rightly, but from the wrong state of their partitions. One fault each. */
enum BrokenAggregations {
    ANSWERS_WITH_ALL_TENANTS("aTenantIsAnsweredFromItsOwnRecords", () -> new AnsweringStore() {
        @Override
        public CostTable aggregate(CostQuery query) {
            List<CostPartition> all = new ArrayList<>();
            tenants.keySet().forEach(tenant -> read(tenant, PartitionSelection.of(query.days()), all::add));
            return ReferenceEvaluator.evaluate(query, all);
        }
    }),
    REMEMBERS_ANSWERS_FOR_EVER("anAnswerFollowsEveryChange", () -> new AnsweringStore() {
        private final Map<CostQuery, CostTable> answers = new HashMap<>();

        @Override
        public CostTable aggregate(CostQuery query) {
            return answers.computeIfAbsent(query, super::aggregate);
        }
    }),
    REMEMBERS_COMPLETENESS_FOR_EVER("anAnswerFollowsEveryChange", () -> new AnsweringStore() {
        private final Map<CostQuery, List<CostTable.Period>> periods = new HashMap<>();

        @Override
        public CostTable aggregate(CostQuery query) {
            CostTable now = super.aggregate(query);
            return new CostTable(now.groupBy(), now.rows(), periods.computeIfAbsent(query, q -> now.periods()));
        }
    }),
    REMEMBERS_ANSWERS_UNTIL_A_REPLACE("anAnswerFollowsEveryChange", () -> new AnsweringStore() {
        private final Map<CostQuery, CostTable> answers = new HashMap<>();

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            super.replace(tenant, partition);
            answers.clear();
        }

        @Override
        public CostTable aggregate(CostQuery query) {
            return answers.computeIfAbsent(query, super::aggregate);
        }
    }),
    ANSWERS_BETWEEN_DELETE_AND_INSERT(
            "anAnswerWhileAPartitionIsReplacedIsOfTheOldOrTheNew", DeletingThenInserting::new),
    ANSWERS_FROM_RECORDS_AS_THEY_ARRIVE("anAnswerInTheMiddleOfAReplaceIsOfTheOldOrTheNew", () -> new AnsweringStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<CostRecord> records = new ArrayList<>();
            for (CostRecord record : partition.records()) {
                records.add(record);
                super.replace(tenant, MappingCostStore.with(partition, records));
            }
            super.replace(tenant, MappingCostStore.with(partition, records));
        }
    });

    final String foundBy;
    private final Supplier<AggregatingCostStore> stores;

    BrokenAggregations(String foundBy, Supplier<AggregatingCostStore> stores) {
        this.foundBy = foundBy;
        this.stores = stores;
    }

    AggregatingCostStore store() {
        return stores.get();
    }

    private static class AnsweringStore extends ReferenceStore {
        AnsweringStore() {
            super(new ReferenceEvaluator());
        }
    }

    /** What a store does that has no transactions. */
    private static final class DeletingThenInserting extends BrokenReplaces.DeletingThenInserting
            implements AggregatingCostStore {
        @Override
        public CostTable aggregate(CostQuery query) {
            return ReferenceEvaluator.evaluate(query, this);
        }
    }
}
