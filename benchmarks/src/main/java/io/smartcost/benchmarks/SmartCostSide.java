package io.smartcost.benchmarks;

import io.smartcost.aggregate.ColumnarEngine;
import io.smartcost.aggregate.PartitionLoader;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The data in a {@link ColumnarEngine}. */
final class SmartCostSide {
    private static final SourceAccount ACCOUNT = new SourceAccount("benchmark", "all");

    private final ColumnarEngine engine;

    SmartCostSide(ColumnarEngine engine, BenchmarkData data) {
        this.engine = engine;
        for (int day = 0; day < BenchmarkData.DAYS; day++) {
            loadDay(data, day);
        }
    }

    void loadDay(BenchmarkData data, int day) {
        PartitionLoader loader =
                engine.load(Tenant.DEFAULT, ACCOUNT, BenchmarkData.START.plusDays(day), Completeness.FINAL);
        Consumer<String> currencies = loader.currencies();
        Consumer<String> providers = loader.texts(CostDimension.PROVIDER);
        Consumer<String> accounts = loader.texts(CostDimension.BILLING_ACCOUNT);
        Consumer<String> services = loader.texts(CostDimension.SERVICE);
        Consumer<String> regions = loader.texts(CostDimension.REGION);
        Consumer<String> resources = loader.texts(CostDimension.RESOURCE);
        Consumer<String> envs = loader.texts(Dimension.tag("env"));
        Consumer<String> teams = loader.texts(Dimension.tag("team"));
        data.day(day, row -> {
            currencies.accept("USD");
            providers.accept(BenchmarkData.PROVIDERS.get(row.provider));
            accounts.accept(BenchmarkData.ACCOUNTS.get(row.account));
            services.accept(BenchmarkData.SERVICES.get(row.service));
            regions.accept(BenchmarkData.REGIONS.get(row.region));
            resources.accept(BenchmarkData.RESOURCES.get(row.resource));
            teams.accept(BenchmarkData.TEAMS.get(row.team));
            String env = row.envText();
            if (env != null) {
                envs.accept(env);
            }
            loader.cost(CostMetric.BILLED, row.unscaledCost, row.scale);
            loader.endRow();
        });
        loader.finish();
    }

    ColumnarEngine engine() {
        return engine;
    }

    Answer answer(CostQuery query) {
        List<List<String>> rows = new ArrayList<>();
        engine.aggregate(query).rows().forEach(row -> {
            List<String> cells = new ArrayList<>();
            row.key().forEach(part -> cells.add(String.valueOf(part)));
            cells.add(row.value() == null ? "null" : row.value().toPlainString());
            rows.add(cells);
        });
        return new Answer(rows);
    }
}
