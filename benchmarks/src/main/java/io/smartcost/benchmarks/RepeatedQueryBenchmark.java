package io.smartcost.benchmarks;

import io.smartcost.aggregate.CachedCostStore;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import java.io.IOException;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
 * A dashboard's question asked again over unchanged data: of a cache before a store, of DuckDB, and, as the least that a database
 * can be asked, one indexed row of DuckDB. Each question is a new object that equals the one before.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RepeatedQueryBenchmark {
    /** What is asked of how much. */
    @State(Scope.Benchmark)
    public static class Question {
        @Param({"Q1", "Q2", "Q4"})
        public BenchmarkQuery query = BenchmarkQuery.Q1;

        @Param("1000000")
        public int rows;
    }

    /** How much, where there is but one question. */
    @State(Scope.Benchmark)
    public static class Size {
        @Param("1000000")
        public int rows;
    }

    /** The whole way: records in a store, columns beside them, the cache before. */
    @State(Scope.Benchmark)
    public static class Cached {
        CachedCostStore store = new CachedCostStore(new InMemoryCostStore(), 1_000_000, Duration.ofHours(1));

        @Setup
        public void load(Question question) throws SQLException, IOException {
            BenchmarkData data = new BenchmarkData(question.rows);
            for (int day = 0; day < BenchmarkData.DAYS; day++) {
                store.replace(
                        Tenant.DEFAULT,
                        new CostPartition(
                                DayRows.ACCOUNT,
                                BenchmarkData.START.plusDays(day),
                                Completeness.FINAL,
                                CostRecords.of(data, day)));
            }
            Answer.of(store.aggregate(question.query.query()))
                    .mustEqual(Answer.expected(data, question.query), question.query.title());
        }
    }

    /** DuckDB, with the statement prepared. */
    @State(Scope.Benchmark)
    public static class DuckDb {
        DuckDbSide side;
        PreparedStatement statement;

        @Setup
        public void load(Question question) throws SQLException {
            side = new DuckDbSide(new BenchmarkData(question.rows));
            statement = side.prepare(question.query.sql());
        }

        @TearDown
        public void close() throws SQLException {
            statement.close();
            side.close();
        }
    }

    /** The answers as rows of a table with an index. */
    @State(Scope.Benchmark)
    public static class Indexed {
        DuckDbSide side;
        PreparedStatement statement;

        @Setup
        public void load(Size size) throws SQLException {
            side = new DuckDbSide(new BenchmarkData(size.rows));
            side.execute(
                    "create table totals as select day, service, sum(cost) as cost from costs group by day, service");
            side.execute("create unique index by_day_and_service on totals (day, service)");
            statement = side.prepare("select day, cost from totals where day = ? and service = ?");
            statement.setDate(1, Date.valueOf(BenchmarkData.START.plusDays(200)));
            statement.setString(2, BenchmarkData.SERVICES.get(0));
            int found = DuckDbSide.fetch(statement).size();
            if (found != 1) {
                throw new IllegalStateException(found + " rows where the index knows 1");
            }
        }

        @TearDown
        public void close() throws SQLException {
            statement.close();
            side.close();
        }
    }

    @Benchmark
    public Object smartcost(Question question, Cached cached) {
        CostQuery query = question.query.query();
        return cached.store.aggregate(query.during(query.days()));
    }

    @Benchmark
    public Object duckdb(DuckDb duckDb) throws SQLException {
        return DuckDbSide.fetch(duckDb.statement);
    }

    @Benchmark
    public Object duckdbIndexed(Indexed indexed) throws SQLException {
        return DuckDbSide.fetch(indexed.statement);
    }
}
