package io.smartcost.benchmarks;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.PartitionSelection;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the store costs on top of its database. One account's day of 10,000 records is written through it, from the records to the
 * commit, and the same rows into the same table by COPY or the appender, which find them ready. A question about the whole year is
 * asked through it, and as SQL that a person would write.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class JdbcStoreBenchmark {
    private static final int A_DAY = 10_000;
    private static final Tenant YEAR = new Tenant("year");
    private static final Tenant WRITTEN = new Tenant("written");
    private static final String LOADED = "loaded";
    private static final SourceAccount ACCOUNT = new SourceAccount("benchmark", "all");
    private static final DayRange DAYS =
            new DayRange(BenchmarkData.START, BenchmarkData.START.plusDays(BenchmarkData.DAYS));
    private static final CostQuery QUESTION = CostQuery.of(YEAR, DAYS).groupBy(CostDimension.SERVICE);
    private static final String BY_HAND =
            "SELECT service_name, billing_currency, SUM(billed_cost) FROM smartcost_record"
                    + " WHERE tenant = ? AND charge_day >= ? AND charge_day < ? GROUP BY service_name, billing_currency"
                    + " ORDER BY billing_currency, service_name";

    @Param({"DUCKDB", "POSTGRESQL"})
    public String database = "";

    @Param("1000000")
    public int rows;

    private @Nullable JdbcDatabase open;
    private List<CostRecord> day = List.of();

    @Setup
    public void load() throws IOException, SQLException {
        JdbcDatabase opened = JdbcDatabase.open(database);
        open = opened;
        BenchmarkData data = new BenchmarkData(rows);
        for (int i = 0; i < BenchmarkData.DAYS; i++) {
            opened.store.replace(YEAR, partition(BenchmarkData.START.plusDays(i), CostRecords.of(data, i)));
        }
        day = CostRecords.of(new BenchmarkData(A_DAY * BenchmarkData.DAYS), 0);
        opened.store.replace(new Tenant(LOADED), partition(BenchmarkData.START, day));
        opened.take(LOADED);
        opened.execute(database.equals("DUCKDB") ? "CHECKPOINT" : "VACUUM ANALYZE");
        if (!firstQuery().totals().equals(total(handWritten()))) {
            throw new IllegalStateException("The store and the statement by hand give different sums");
        }
    }

    private static CostPartition partition(LocalDate day, List<CostRecord> records) {
        return new CostPartition(ACCOUNT, day, Completeness.FINAL, records);
    }

    private JdbcDatabase open() {
        if (open == null) {
            throw new IllegalStateException("The set-up has not run");
        }
        return open;
    }

    /** Every write is of a day that is not there. */
    @State(Scope.Benchmark)
    public static class NotThere {
        @Setup(Level.Invocation)
        public void clear(JdbcStoreBenchmark benchmark) throws SQLException {
            benchmark.open().store.drop(WRITTEN, PartitionSelection.of(DAYS));
            benchmark.open().execute("DELETE FROM smartcost_record WHERE tenant = '" + LOADED + "'");
        }
    }

    @Benchmark
    public void writeDay(NotThere notThere) {
        open().store.replace(WRITTEN, partition(BenchmarkData.START, day));
    }

    @Benchmark
    public void bulkLoad(NotThere notThere) throws SQLException, IOException {
        open().bulkLoad();
    }

    @Benchmark
    public CostTable firstQuery() {
        return open().store.aggregate(QUESTION);
    }

    @Benchmark
    public SortedMap<String, BigDecimal> handWritten() throws SQLException {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        try (Connection connection = open().source.getConnection();
                PreparedStatement statement = connection.prepareStatement(BY_HAND)) {
            statement.setString(1, YEAR.id());
            statement.setObject(2, DAYS.start());
            statement.setObject(3, DAYS.end());
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    sums.put(result.getString(2) + " " + result.getString(1), result.getBigDecimal(3));
                }
            }
        }
        return sums;
    }

    private static SortedMap<String, BigDecimal> total(SortedMap<String, BigDecimal> sums) {
        BigDecimal total = sums.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new TreeMap<>(Map.of(
                BenchmarkData.CURRENCY,
                new BigDecimal(total.stripTrailingZeros().toPlainString())));
    }

    @TearDown
    public void close() throws IOException {
        open().close();
    }
}
