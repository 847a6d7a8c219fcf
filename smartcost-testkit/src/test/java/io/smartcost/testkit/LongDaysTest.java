package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tags;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Days of several blocks with every kind of column: constant, in runs, of one, two and four bytes, sparse. What the engine does
 * with whole blocks, runs and filters that most rows pass does not happen in short days.
 */
class LongDaysTest {
    private static final Tenant TENANT = new Tenant("acme");
    private static final LocalDate START = LocalDate.of(2026, 1, 31);
    private static final int ROWS = 5_000;
    private static final int FILTERS = 6;
    /** So many texts stand before the resources in the dictionary that their codes need four bytes. */
    private static final int FOUR_BYTES = 1 << 16;

    private static final List<Dimension> DIMENSIONS = List.of(
            CostDimension.DAY,
            CostDimension.MONTH,
            CostDimension.PROVIDER,
            CostDimension.BILLING_ACCOUNT,
            CostDimension.SERVICE,
            CostDimension.REGION,
            CostDimension.RESOURCE,
            CostDimension.SKU,
            Dimension.tag("env"),
            Dimension.tag("team"));
    private static final List<Measure> MEASURES = List.of(
            Measure.BILLED,
            Measure.BILLED,
            Measure.EFFECTIVE,
            Measure.QUANTITY,
            Measure.RECORDS,
            Measure.distinct(CostDimension.SERVICE),
            Measure.distinct(CostDimension.RESOURCE));

    static LongStream seeds() {
        return Seeds.of(4);
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @MethodSource("seeds")
    void areAnsweredAsTheReferenceDoes(long seed) {
        Random random = new Random(seed);
        List<CostPartition> partitions = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            partitions.add(partition(random, START.plusDays(day)));
        }
        ColumnarEngine engine = ColumnarEngine.create();
        ColumnarEngine scanning = engine.scanningAlways();
        for (ColumnarEngine each : List.of(engine, scanning)) {
            for (int i = 0; i < FOUR_BYTES; i++) {
                each.texts(TENANT, CostDimension.RESOURCE).code("filler-" + i);
            }
            partitions.forEach(partition -> each.replace(TENANT, partition));
        }
        for (CostQuery query : queries(random)) {
            String name = "smartcost.seed=" + seed + ", " + query;
            CostTable expected = ReferenceEvaluator.evaluate(query, partitions);
            assertThat(scanning.aggregate(query)).as("scan, " + name).isEqualTo(expected);
            for (int time = 0; time < 3; time++) {
                assertThat(engine.aggregate(query)).as("rollups, " + name).isEqualTo(expected);
            }
        }
    }

    private static CostPartition partition(Random random, LocalDate day) {
        List<CostRecord> records = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int account = random.nextInt(6);
            BigDecimal billed = BigDecimal.valueOf(random.nextInt(2_000_000) - 500_000, random.nextInt(7));
            records.add(CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency("USD")
                    .cost(CostMetric.BILLED, billed)
                    .cost(CostMetric.EFFECTIVE, random.nextInt(100) == 0 ? null : billed.movePointLeft(account * 4))
                    .decimal(FocusColumn.CONSUMED_QUANTITY, random.nextInt(3) == 0 ? null : billed.abs())
                    .text(FocusColumn.CONSUMED_UNIT, random.nextInt(5) == 0 ? null : "h")
                    .text(FocusColumn.PROVIDER_NAME, "p" + account % 2)
                    .text(FocusColumn.BILLING_ACCOUNT_ID, "a" + account)
                    .text(FocusColumn.SERVICE_NAME, "s" + Math.min(random.nextInt(40), random.nextInt(40)))
                    .text(FocusColumn.REGION_ID, "r" + random.nextInt(300))
                    .text(FocusColumn.RESOURCE_ID, "i" + random.nextInt(1_000))
                    .text(FocusColumn.SKU_ID, random.nextInt(60) == 0 ? "k" + random.nextInt(3) : null)
                    .tags(Tags.of(Map.of("env", "e" + random.nextInt(4), "team", "t" + random.nextInt(20))))
                    .build());
        }
        return new CostPartition(new SourceAccount("cloud", "1"), day, Completeness.FINAL, records);
    }

    /** Each dimension with each filter, and others. */
    private static List<CostQuery> queries(Random random) {
        List<CostQuery> queries = new ArrayList<>();
        CostQuery all = CostQuery.of(TENANT, new DayRange(START, START.plusDays(3)));
        for (Dimension dimension : DIMENSIONS) {
            for (int kind = 0; kind < FILTERS; kind++) {
                Filter filter = filter(kind, random);
                queries.add(all.groupBy(dimension).where(filter));
                queries.add(all.groupBy(dimension).where(filter.not()));
            }
        }
        for (int i = 0; i < 60; i++) {
            queries.add(query(random));
        }
        return queries;
    }

    private static CostQuery query(Random random) {
        List<Dimension> shuffled = new ArrayList<>(DIMENSIONS);
        Collections.shuffle(shuffled, random);
        CostQuery query = CostQuery.of(TENANT, new DayRange(START, START.plusDays(1 + random.nextInt(3))))
                .groupBy(shuffled.subList(0, random.nextInt(4)).toArray(Dimension[]::new))
                .measure(MEASURES.get(random.nextInt(MEASURES.size())));
        for (int i = random.nextInt(3); i > 0; i--) {
            Filter filter = filter(random.nextInt(FILTERS), random);
            query = query.where(random.nextBoolean() ? filter : filter.not());
        }
        return random.nextBoolean() ? query : query.top(1 + random.nextInt(30));
    }

    private static Filter filter(int kind, Random random) {
        return switch (kind) {
            case 0 -> CostDimension.BILLING_ACCOUNT.is("a" + random.nextInt(6));
            case 1 -> CostDimension.SERVICE.in("s0", "s1", "s2", "s" + random.nextInt(40));
            case 2 -> CostDimension.REGION.startsWith("r1");
            case 3 -> Dimension.tag("env").is("e" + random.nextInt(4));
            case 4 -> CostDimension.RESOURCE.in("i1", "i77", "i" + random.nextInt(1_000));
            default -> CostDimension.SKU.is("k1");
        };
    }
}
