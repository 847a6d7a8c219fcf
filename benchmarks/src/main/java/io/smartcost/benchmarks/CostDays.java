package io.smartcost.benchmarks;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.series.Step;
import io.smartcost.testkit.GeneratedCosts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The daily costs of each service of an invented company in three clouds: weekends, fees, growth, launches, credits. */
final class CostDays {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int HORIZON = 30;
    private static final int DAYS = 400 + HORIZON;

    private CostDays() {}

    static List<TestSeries> of(int companies, long seed) {
        List<TestSeries> all = new ArrayList<>();
        LocalDate later = FIRST.plusDays(DAYS + 30L);
        for (int company = 0; company < companies; company++) {
            GeneratedCosts costs = GeneratedCosts.seeded(seed + company).startingOn(FIRST);
            for (SourceAccount account : costs.accounts()) {
                for (double[] days : byService(costs, account, later).values()) {
                    all.add(TestSeries.cut(
                            FIRST.atStartOfDay().toInstant(ZoneOffset.UTC), Step.DAY, days, HORIZON, 7, 7));
                }
            }
        }
        return all;
    }

    private static Map<String, double[]> byService(GeneratedCosts costs, SourceAccount account, LocalDate asOf) {
        Map<String, double[]> services = new TreeMap<>();
        for (int day = 0; day < DAYS; day++) {
            int index = day;
            costs.day(account, FIRST.plusDays(day), asOf).ifPresent(partition -> {
                for (CostRecord record : partition.records()) {
                    BigDecimal cost = record.cost(CostMetric.EFFECTIVE);
                    String service = String.valueOf(record.text(FocusColumn.SERVICE_NAME));
                    services.computeIfAbsent(service, name -> new double[DAYS])[index] +=
                            cost == null ? 0 : cost.doubleValue();
                }
            });
        }
        return services;
    }
}
