package io.smartcost.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Rows a second from a CSV file: into segments, into a table of DuckDB, and into nothing, by a fast parser alone. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LoadBenchmark {
    /** The file. */
    @State(Scope.Benchmark)
    public static class Csv {
        @Param("10000000")
        public int rows;

        Path path = Path.of("");

        @Setup
        public void write() {
            path = new BenchmarkData(rows).csv();
        }

        void mustBe(long loaded) {
            if (loaded != rows) {
                throw new IllegalStateException(loaded + " rows of " + rows);
            }
        }
    }

    /** What the result is given in. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        public long rows;
    }

    /** Checks once that what is loaded is what DuckDB loads. */
    @State(Scope.Benchmark)
    public static class Checked {
        @Setup
        public void check(Csv csv) throws Exception {
            ColumnarEngine engine = ColumnarEngine.create();
            CsvLoading.load(csv.path, engine);
            Answer.of(engine.aggregate(BenchmarkQuery.Q1.query()))
                    .mustEqual(Answer.expected(new BenchmarkData(csv.rows), BenchmarkQuery.Q1), "loaded");
        }
    }

    /** An empty table for each run. */
    @State(Scope.Benchmark)
    public static class DuckDb {
        DuckDbSide side;

        @Setup
        public void open() throws SQLException {
            side = new DuckDbSide();
        }

        @Setup(Level.Invocation)
        public void empty() throws SQLException {
            side.empty();
        }

        @TearDown
        public void close() throws SQLException {
            side.close();
        }
    }

    @Benchmark
    public Object smartcost(Csv csv, Checked checked, Counter counter) throws IOException, InterruptedException {
        ColumnarEngine engine = ColumnarEngine.create();
        long loaded = CsvLoading.load(csv.path, engine);
        csv.mustBe(loaded);
        counter.rows += loaded;
        return engine;
    }

    @Benchmark
    public long fastCsvAlone(Csv csv, Counter counter) throws IOException {
        long records = -1; // the header
        long characters = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv.path)) {
            for (CsvRecord row : reader) {
                for (int i = 0; i < row.getFieldCount(); i++) {
                    characters += row.getField(i).length();
                }
                records++;
            }
        }
        csv.mustBe(records);
        counter.rows += records;
        return characters;
    }

    @Benchmark
    public void duckdb(Csv csv, DuckDb duckDb, Counter counter) throws SQLException {
        duckDb.side.load(csv.path);
        counter.rows += csv.rows;
    }
}
