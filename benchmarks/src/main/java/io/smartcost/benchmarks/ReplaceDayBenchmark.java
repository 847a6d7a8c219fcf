package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.query.CostTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
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
 * How long it takes to replace one day of a year, while another thread asks one question after the other without a pause. Each answer
 * must be the one before the replacement or the one after it, in all rows; and how long the questions take shows that none waits.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms10g", "-Xmx10g", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
public class ReplaceDayBenchmark {
    private static final int DAY = 190; // of Q2's
    private static final List<BenchmarkQuery> QUERIES =
            List.of(BenchmarkQuery.Q1, BenchmarkQuery.Q2, BenchmarkQuery.Q4, BenchmarkQuery.Q8);

    @Param("10000000")
    public int rows;

    private final ColumnarEngine engine = ColumnarEngine.create();
    private final DayRows cheap = new DayRows(engine);
    private final DayRows dear = new DayRows(engine);
    private List<CostTable> cheapAnswers = List.of();
    private List<CostTable> dearAnswers = List.of();
    private boolean isDear;
    private int asked;

    @Setup
    public void load() {
        BenchmarkData data = new BenchmarkData(rows);
        new SmartCostSide(engine, data);
        cheap.fill(data, DAY);
        dear.fill(data, DAY);
        dear.makeDearer(1_000_000);
        dear.load();
        dearAnswers = answers();
        cheap.load();
        cheapAnswers = answers();
        for (int i = 0; i < QUERIES.size(); i++) {
            if (dearAnswers.get(i).equals(cheapAnswers.get(i))) {
                throw new IllegalStateException(QUERIES.get(i) + " cannot tell the two days apart");
            }
        }
    }

    private List<CostTable> answers() {
        return QUERIES.stream().map(query -> engine.aggregate(query.query())).toList();
    }

    @Benchmark
    @Group("whileAsked")
    @GroupThreads(1)
    public void replace() {
        isDear = !isDear;
        (isDear ? dear : cheap).load();
    }

    @Benchmark
    @Group("whileAsked")
    @GroupThreads(1)
    public CostTable query() {
        int question = asked++ % QUERIES.size();
        CostTable answer = engine.aggregate(QUERIES.get(question).query());
        if (!answer.equals(cheapAnswers.get(question)) && !answer.equals(dearAnswers.get(question))) {
            throw new IllegalStateException(
                    QUERIES.get(question) + " got an answer that is neither of the day before nor of the day after");
        }
        return answer;
    }

    /** The last replacement holds. */
    @TearDown(Level.Iteration)
    public void check() {
        if (!answers().equals(isDear ? dearAnswers : cheapAnswers)) {
            throw new IllegalStateException("a replaced day is not in the answers");
        }
    }
}
