package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

/** Eight questions about a year of costs: {@code smartcost} as it ships, scanning always, DuckDB, and Java streams. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AggregationBenchmark {
    /** What is asked of how much. */
    @State(Scope.Benchmark)
    public static class Question {
        @Param({"Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"})
        public BenchmarkQuery query = BenchmarkQuery.Q1;

        @Param("10000000")
        public int rows;

        BenchmarkData data() {
            return new BenchmarkData(rows);
        }

        /** Every side's answer is compared with DuckDB's before it is measured. */
        Answer expected() throws SQLException, IOException {
            return Answer.expected(data(), query);
        }
    }

    /** The engine as it ships. */
    @State(Scope.Benchmark)
    public static class WithRollups {
        ColumnarEngine engine = ColumnarEngine.create();

        @Setup
        public void load(Question question) throws SQLException, IOException {
            new SmartCostSide(engine, question.data())
                    .answer(question.query.query())
                    .mustEqual(question.expected(), question.query.title());
        }
    }

    /** The engine without rollups. */
    @State(Scope.Benchmark)
    public static class Scanning {
        ColumnarEngine engine = ColumnarEngine.create().scanningAlways();

        @Setup
        public void load(Question question) throws SQLException, IOException {
            new SmartCostSide(engine, question.data())
                    .answer(question.query.query())
                    .mustEqual(question.expected(), question.query.title());
        }
    }

    /** DuckDB, with the statement prepared. */
    @State(Scope.Benchmark)
    public static class DuckDb {
        DuckDbSide side;
        PreparedStatement statement;

        @Setup
        public void load(Question question) throws SQLException {
            side = new DuckDbSide(question.data());
            statement = side.prepare(question.query.sql());
        }

        @TearDown
        public void close() throws SQLException {
            statement.close();
            side.close();
        }
    }

    /** A list of records. */
    @State(Scope.Benchmark)
    public static class Streams {
        StreamsSide side;

        @Setup
        public void load(Question question) throws SQLException, IOException {
            side = new StreamsSide(question.data());
            side.answer(question.query).mustEqual(question.expected(), question.query.title());
        }
    }

    @Benchmark
    public Object smartcost(Question question, WithRollups smartcost) {
        return smartcost.engine.aggregate(question.query.query());
    }

    @Benchmark
    public Object smartcostScan(Question question, Scanning smartcost) {
        return smartcost.engine.aggregate(question.query.query());
    }

    @Benchmark
    public Object duckdb(DuckDb duckDb) throws SQLException {
        return DuckDbSide.fetch(duckDb.statement);
    }

    @Benchmark
    public Object streams(Question question, Streams streams) {
        return streams.side.rows(question.query);
    }
}
