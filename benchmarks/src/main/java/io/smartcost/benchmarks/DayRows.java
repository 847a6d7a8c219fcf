package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.PartitionLoader;
import io.smartcost.aggregate.TextColumn;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.Dimension;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one day on their way into an engine, in arrays that are used again for the next. Not thread-safe. */
final class DayRows {
    static final SourceAccount ACCOUNT = new SourceAccount("benchmark", "all");
    /** What the texts of a row are, in the order in which they stand in the file, between the day and the cost. */
    static final List<Dimension> DIMENSIONS = List.of(
            CostDimension.PROVIDER,
            CostDimension.BILLING_ACCOUNT,
            CostDimension.SERVICE,
            CostDimension.REGION,
            Dimension.tag("env"),
            Dimension.tag("team"),
            CostDimension.RESOURCE);
    /** Where the currency stands among the codes of a row: after the dimensions. */
    static final int CURRENCY = DIMENSIONS.size();

    private static final int NONE = 0;

    private final ColumnarEngine engine;
    private final TextColumn[] columns = new TextColumn[CURRENCY + 1];
    private LocalDate day = BenchmarkData.START;
    private final int[][] codes = new int[columns.length][1 << 10];
    private long[] costs = new long[1 << 10];
    private int[] scales = new int[1 << 10];
    private int count;

    DayRows(ColumnarEngine engine) {
        this.engine = engine;
        for (int i = 0; i < CURRENCY; i++) {
            columns[i] = engine.texts(Tenant.DEFAULT, DIMENSIONS.get(i));
        }
        columns[CURRENCY] = engine.currencies(Tenant.DEFAULT);
    }

    /** Takes the place of all rows: those of a day of the benchmark's data, counted from 0. */
    void fill(BenchmarkData data, int dayOfData) {
        begin(BenchmarkData.START.plusDays(dayOfData));
        data.day(dayOfData, row -> {
            text(0, BenchmarkData.PROVIDERS.get(row.provider));
            text(1, BenchmarkData.ACCOUNTS.get(row.account));
            text(2, BenchmarkData.SERVICES.get(row.service));
            text(3, BenchmarkData.REGIONS.get(row.region));
            text(4, row.envText());
            text(5, BenchmarkData.TEAMS.get(row.team));
            text(6, BenchmarkData.RESOURCES.get(row.resource));
            text(CURRENCY, BenchmarkData.CURRENCY);
            cost(row.unscaledCost, row.scale);
            endRow();
        });
    }

    void begin(LocalDate newDay) {
        day = newDay;
        count = 0;
    }

    int count() {
        return count;
    }

    /** The column that the codes of a place are of. */
    TextColumn column(int place) {
        return columns[place];
    }

    private void text(int place, @Nullable String text) {
        code(place, text == null ? NONE : columns[place].code(text));
    }

    private void code(int place, int code) {
        codes[place][count] = code;
    }

    /** The codes of a place by row, 0 for no text; good until rows are reserved or ended. */
    int[] codes(int place) {
        return codes[place];
    }

    void cost(long unscaled, int scale) {
        costs[count] = unscaled;
        scales[count] = scale;
    }

    void endRow() {
        if (++count == costs.length) {
            reserve(count * 2);
        }
    }

    /** Makes room for so many rows. */
    void reserve(int rows) {
        if (rows >= costs.length) {
            costs = Arrays.copyOf(costs, rows + 1);
            scales = Arrays.copyOf(scales, rows + 1);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = Arrays.copyOf(codes[i], rows + 1);
            }
        }
    }

    /** Makes each row cost so much more, in units of its last digit. */
    void makeDearer(long more) {
        for (int row = 0; row < count; row++) {
            costs[row] += more;
        }
    }

    void load() {
        PartitionLoader loader = engine.load(Tenant.DEFAULT, ACCOUNT, day, Completeness.FINAL);
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < columns.length; i++) {
                int code = codes[i][row];
                if (code != NONE) {
                    loader.text(columns[i], code);
                }
            }
            loader.cost(CostMetric.BILLED, costs[row], scales[row]);
            loader.endRow();
        }
        loader.finish();
    }
}
