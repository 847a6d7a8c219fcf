package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.PartitionLoader;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.Dimension;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

    private LocalDate day = BenchmarkData.START;
    private final @Nullable String[][] texts = new String[DIMENSIONS.size()][1 << 10];
    private String[] currencies = new String[1 << 10];
    private long[] costs = new long[1 << 10];
    private int[] scales = new int[1 << 10];
    private int count;

    /** All rows of a day of the benchmark's data, counted from 0. */
    static DayRows of(BenchmarkData data, int day) {
        DayRows rows = new DayRows();
        rows.begin(BenchmarkData.START.plusDays(day));
        data.day(day, row -> {
            rows.text(0, BenchmarkData.PROVIDERS.get(row.provider));
            rows.text(1, BenchmarkData.ACCOUNTS.get(row.account));
            rows.text(2, BenchmarkData.SERVICES.get(row.service));
            rows.text(3, BenchmarkData.REGIONS.get(row.region));
            rows.text(4, row.envText());
            rows.text(5, BenchmarkData.TEAMS.get(row.team));
            rows.text(6, BenchmarkData.RESOURCES.get(row.resource));
            rows.cost(row.unscaledCost, row.scale);
            rows.endRow(BenchmarkData.CURRENCY);
        });
        return rows;
    }

    void begin(LocalDate newDay) {
        day = newDay;
        count = 0;
    }

    LocalDate day() {
        return day;
    }

    int count() {
        return count;
    }

    void text(int dimension, @Nullable String text) {
        texts[dimension][count] = text;
    }

    void cost(long unscaled, int scale) {
        costs[count] = unscaled;
        scales[count] = scale;
    }

    void endRow(String currency) {
        currencies[count++] = currency;
        if (count == costs.length) {
            costs = Arrays.copyOf(costs, count * 2);
            scales = Arrays.copyOf(scales, count * 2);
            currencies = Arrays.copyOf(currencies, count * 2);
            for (int i = 0; i < texts.length; i++) {
                texts[i] = Arrays.copyOf(texts[i], count * 2);
            }
        }
    }

    /** The same day at other costs: so much more for each row, in units of the last digit. */
    DayRows dearerBy(long more) {
        DayRows other = new DayRows();
        other.begin(day);
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < texts.length; i++) {
                other.text(i, texts[i][row]);
            }
            other.cost(costs[row] + more, scales[row]);
            other.endRow(currencies[row]);
        }
        return other;
    }

    @SuppressWarnings("unchecked") // an array of consumers: a list's get is too much for each cell
    void loadInto(ColumnarEngine engine) {
        PartitionLoader loader = engine.load(Tenant.DEFAULT, ACCOUNT, day, Completeness.FINAL);
        Consumer<String> currency = loader.currencies();
        Consumer<String>[] columns = DIMENSIONS.stream().map(loader::texts).toArray(Consumer[]::new);
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < columns.length; i++) {
                String text = texts[i][row];
                if (text != null) {
                    columns[i].accept(text);
                }
            }
            currency.accept(currencies[row]);
            loader.cost(CostMetric.BILLED, costs[row], scales[row]);
            loader.endRow();
        }
        loader.finish();
    }
}
