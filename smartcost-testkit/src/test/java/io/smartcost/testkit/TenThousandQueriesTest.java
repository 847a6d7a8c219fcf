package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.RecordAggregation;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostJson;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way through the columnar engine gives the reference's answer: scanning, from rollups as they are made and as they are
 * used, and from records that pass by. 100 seeds with 5 data sets of 20 queries each are 10,000 queries.
 */
class TenThousandQueriesTest {
    private static final Tenant TENANT = new Tenant("acme");

    static LongStream seeds() {
        return Seeds.of(100);
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void areAnsweredAsTheReferenceDoes(long seed) {
        for (int set = 0; set < 5; set++) {
            RandomCosts random = new RandomCosts(seed * 1_000 + set, 40);
            List<CostPartition> partitions = random.partitions();
            ColumnarEngine engine = ColumnarEngine.create();
            ColumnarEngine scanning = engine.scanningAlways();
            for (CostPartition partition : partitions) {
                engine.replace(TENANT, partition);
                scanning.replace(TENANT, partition);
            }
            for (int i = 0; i < 20; i++) {
                CostQuery query = random.query(CostQuery.of(TENANT, DayRange.of(LocalDate.EPOCH)));
                String name = "smartcost.seed=" + seed + ", set " + set + ", query " + i + ": " + query;
                CostTable expected = ReferenceEvaluator.evaluate(query, partitions);
                assertThat(engine.aggregate(query)).as(name).isEqualTo(expected);
                assertThat(engine.aggregate(query)).as("rollups made, " + name).isEqualTo(expected);
                assertThat(engine.aggregate(query)).as("rollups used, " + name).isEqualTo(expected);
                assertThat(scanning.aggregate(query)).as("scan, " + name).isEqualTo(expected);
                assertThat(passingBy(query, partitions)).as("passing, " + name).isEqualTo(expected);
                assertThat(CostJson.readQuery(TENANT, CostJson.write(query))).isEqualTo(query);
                assertThat(CostJson.readTable(CostJson.write(expected))).isEqualTo(expected);
            }
        }
    }

    private static CostTable passingBy(CostQuery query, List<CostPartition> partitions) {
        RecordAggregation aggregation = new RecordAggregation(query);
        Map<LocalDate, Completeness> completeness = new HashMap<>();
        for (CostPartition partition : partitions) {
            completeness.merge(partition.day(), partition.completeness(), Completeness::worst);
            partition.records().forEach(aggregation::add);
        }
        return aggregation.finish(completeness);
    }
}
