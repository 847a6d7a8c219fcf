package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.query.CostQuery;
import java.util.stream.IntStream;

/** The data in a {@link ColumnarEngine}. */
final class SmartCostSide {
    private final ColumnarEngine engine;

    SmartCostSide(ColumnarEngine engine, BenchmarkData data) {
        this.engine = engine;
        // The first day alone, so that the codes of the frequent texts are the same in each run; then the others on all
        // threads.
        load(data, 0, new DayRows(engine));
        ThreadLocal<DayRows> rows = ThreadLocal.withInitial(() -> new DayRows(engine));
        IntStream.range(1, BenchmarkData.DAYS).parallel().forEach(day -> load(data, day, rows.get()));
    }

    private static void load(BenchmarkData data, int day, DayRows rows) {
        rows.fill(data, day);
        rows.load();
    }

    ColumnarEngine engine() {
        return engine;
    }

    Answer answer(CostQuery query) {
        return Answer.of(engine.aggregate(query));
    }
}
