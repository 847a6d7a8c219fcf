package io.smartcost.benchmarks;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The data as the library's own records. */
final class CostRecords {
    private CostRecords() {}

    static List<CostRecord> of(BenchmarkData data, int day) {
        Instant start =
                BenchmarkData.START.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<CostRecord> records = new ArrayList<>();
        data.day(day, row -> records.add(record(start, row)));
        return records;
    }

    private static CostRecord record(Instant start, BenchmarkData.Row row) {
        String team = BenchmarkData.TEAMS.get(row.team);
        String env = row.envText();
        return CostRecord.startingAt(start)
                .currency(BenchmarkData.CURRENCY)
                .text(FocusColumn.PROVIDER_NAME, BenchmarkData.PROVIDERS.get(row.provider))
                .text(FocusColumn.BILLING_ACCOUNT_ID, BenchmarkData.ACCOUNTS.get(row.account))
                .text(FocusColumn.SERVICE_NAME, BenchmarkData.SERVICES.get(row.service))
                .text(FocusColumn.REGION_ID, BenchmarkData.REGIONS.get(row.region))
                .text(FocusColumn.RESOURCE_ID, BenchmarkData.RESOURCES.get(row.resource))
                .tags(Tags.of(env == null ? Map.of("team", team) : Map.of("team", team, "env", env)))
                .cost(CostMetric.BILLED, BigDecimal.valueOf(row.unscaledCost, row.scale))
                .build();
    }
}
