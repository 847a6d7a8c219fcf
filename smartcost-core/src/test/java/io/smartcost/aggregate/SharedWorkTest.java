package io.smartcost.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads on one query give what one gives, and replacing a day under queries tears nothing. */
class SharedWorkTest {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
    private static final LocalDate START = LocalDate.of(2026, 1, 30);
    private static final int DAYS = 40;
    private static final CostQuery ALL = CostQuery.of(Tenant.DEFAULT, new DayRange(START, START.plusDays(DAYS)));
    private static final SourceAccount ACCOUNT = new SourceAccount("test", "1");

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    private static ColumnarCosts costs(int threads, boolean rollups) {
        return new ColumnarCosts(new Workers(THREADS, threads, 0), new Shapes(rollups));
    }

    @ParameterizedTest(name = "smartcost.seed={0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void manyThreadsAnswerAsOne(long seed) {
        Random random = new Random(Long.getLong("smartcost.seed", seed));
        ColumnarCosts one = costs(1, false);
        ColumnarCosts many = costs(4, false);
        ColumnarCosts rolling = costs(4, true);
        for (int day = 0; day < DAYS; day++) {
            CostPartition partition = partition(random, START.plusDays(day), 1000);
            one.replace(partition);
            many.replace(partition);
            rolling.replace(partition);
        }
        for (CostQuery query : List.of(
                ALL,
                ALL.groupBy(CostDimension.DAY),
                ALL.groupBy(CostDimension.SERVICE).top(7),
                ALL.groupBy(CostDimension.RESOURCE).top(20),
                ALL.groupBy(CostDimension.WEEK, CostDimension.RESOURCE).top(20),
                ALL.groupBy(CostDimension.MONTH, CostDimension.RESOURCE, CostDimension.SERVICE),
                ALL.groupBy(CostDimension.SERVICE).measure(Measure.distinct(CostDimension.RESOURCE)),
                ALL.measure(Measure.RECORDS)
                        .where(CostDimension.RESOURCE.startsWith("r1").not()),
                ALL.measure(Measure.QUANTITY).groupBy(CostDimension.SERVICE))) {
            CostTable expected = one.aggregate(query);
            assertThat(expected.rows()).isNotEmpty();
            assertThat(many.aggregate(query)).as("seed %s, %s", seed, query).isEqualTo(expected);
            for (int i = 0; i < 3; i++) {
                assertThat(rolling.aggregate(query))
                        .as("seed %s, %s", seed, query)
                        .isEqualTo(expected);
            }
        }
    }

    /** Costs at every scale, now and then as large as a long can hold, so that sums must be carried. */
    private static CostPartition partition(Random random, LocalDate day, int rows) {
        List<CostRecord> records = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int bits = random.nextInt(50) == 0 ? 61 : 30;
            BigDecimal cost = new BigDecimal(new BigInteger(bits, random), random.nextInt(6) + day.getDayOfMonth() % 3);
            records.add(CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency("USD")
                    .cost(
                            CostMetric.BILLED,
                            random.nextInt(9) == 0 ? null : random.nextBoolean() ? cost : cost.negate())
                    .decimal(FocusColumn.CONSUMED_QUANTITY, random.nextInt(3) == 0 ? null : cost)
                    .text(FocusColumn.SERVICE_NAME, "s" + random.nextInt(20))
                    .text(FocusColumn.RESOURCE_ID, "r" + random.nextInt(2000))
                    .build());
        }
        return new CostPartition(ACCOUNT, day, Completeness.FINAL, records);
    }

    @Test
    void aDayThatIsReplacedIsSeenWhole() throws Exception {
        ColumnarCosts costs = costs(2, true);
        for (int day = 0; day < DAYS; day++) {
            costs.replace(same(START.plusDays(day), 1));
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Future<?>> readers = new ArrayList<>();
        for (CostQuery query : List.of(ALL.groupBy(CostDimension.SERVICE), ALL, ALL.groupBy(CostDimension.MONTH))) {
            readers.add(THREADS.submit(() -> {
                while (!done.get()) {
                    assertWhole(costs.aggregate(query), query.groupBy().contains(CostDimension.SERVICE) ? 10 : 1);
                }
            }));
        }
        try {
            for (int round = 0; round < 120; round++) {
                costs.replace(same(START.plusDays(round % DAYS), round + 2));
            }
        } finally {
            done.set(true);
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
    }

    /** 1,000 rows of ten services, all of one cost: half a day would show as a sum that is no multiple of 100 a service. */
    private static CostPartition same(LocalDate day, int cost) {
        List<CostRecord> records = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            records.add(CostRecord.startingAt(day.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency("USD")
                    .cost(CostMetric.BILLED, BigDecimal.valueOf(cost))
                    .text(FocusColumn.SERVICE_NAME, "s" + i % 10)
                    .build());
        }
        return new CostPartition(ACCOUNT, day, Completeness.FINAL, records);
    }

    private static void assertWhole(CostTable table, int services) {
        for (CostTable.Row row : table.rows()) {
            assertThat(row.value().remainder(BigDecimal.valueOf(1000L / services)))
                    .isEqualByComparingTo("0");
        }
        // All services of a day cost the same, so a query that saw each day whole has ten equal sums.
        if (services > 1) {
            assertThat(table.rows()).hasSize(services);
            assertThat(table.rows().stream().map(CostTable.Row::value).distinct())
                    .hasSize(1);
        }
    }
}
