package io.smartcost.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data as a list of records, asked with streams, as one would write it in an afternoon. */
final class StreamsSide {
    private final List<Cost> costs;

    record Cost(
            LocalDate day,
            String provider,
            String account,
            String service,
            String region,
            @Nullable String env,
            String team,
            String resource,
            BigDecimal cost) {
        String month() {
            return day.toString().substring(0, 7);
        }
    }

    StreamsSide(BenchmarkData data) {
        costs = new ArrayList<>(data.rows());
        for (int day = 0; day < BenchmarkData.DAYS; day++) {
            data.day(
                    day,
                    row -> costs.add(new Cost(
                            row.day,
                            BenchmarkData.PROVIDERS.get(row.provider),
                            BenchmarkData.ACCOUNTS.get(row.account),
                            BenchmarkData.SERVICES.get(row.service),
                            BenchmarkData.REGIONS.get(row.region),
                            row.envText(),
                            BenchmarkData.TEAMS.get(row.team),
                            BenchmarkData.RESOURCES.get(row.resource),
                            BigDecimal.valueOf(row.unscaledCost, row.scale))));
        }
    }

    Answer answer(BenchmarkQuery question) {
        return new Answer(rows(question));
    }

    List<List<String>> rows(BenchmarkQuery question) {
        return switch (question) {
            case Q1 -> sums(c -> true, c -> List.of(c.day.toString()), Long.MAX_VALUE);
            case Q2 ->
                sums(
                        c -> !c.day.isBefore(LocalDate.of(2025, 6, 30)) && c.day.isBefore(LocalDate.of(2025, 7, 30)),
                        c -> List.of(c.service),
                        10);
            case Q3 -> sums(c -> true, c -> List.of(c.day.toString(), c.service, c.account), 1000);
            case Q4 ->
                sums(
                        c -> c.provider.equals("AWS")
                                && Set.of("region-03", "region-08", "region-13", "region-18", "region-23")
                                        .contains(c.region)
                                && "prod".equals(c.env),
                        c -> List.of(c.team),
                        Long.MAX_VALUE);
            case Q5 ->
                sums(
                        c -> c.account.equals("account-077") && c.service.equals("service-005"),
                        c -> List.of(c.month()),
                        Long.MAX_VALUE);
            case Q6 -> distinctAccounts();
            case Q7 -> sums(c -> true, c -> List.of(c.resource), 100);
            case Q8 -> sums(c -> !"dev".equals(c.env), c -> List.of(c.team, c.month()), Long.MAX_VALUE);
        };
    }

    private List<List<String>> sums(Predicate<Cost> where, Function<Cost, List<String>> key, long top) {
        Map<List<String>, BigDecimal> sums = costs.stream()
                .filter(where)
                .collect(groupingBy(key, reducing(BigDecimal.ZERO, Cost::cost, BigDecimal::add)));
        Comparator<Map.Entry<List<String>, BigDecimal>> byKey =
                Comparator.comparing(entry -> String.join("\t", entry.getKey()));
        Comparator<Map.Entry<List<String>, BigDecimal>> largestFirst =
                Map.Entry.<List<String>, BigDecimal>comparingByValue()
                        .reversed()
                        .thenComparing(byKey);
        return sums.entrySet().stream()
                .sorted(top == Long.MAX_VALUE ? byKey : largestFirst)
                .limit(top)
                .map(entry -> with(entry.getKey(), Answer.plain(entry.getValue())))
                .toList();
    }

    private List<List<String>> distinctAccounts() {
        Map<String, Set<String>> accounts =
                costs.stream().collect(groupingBy(Cost::service, mapping(Cost::account, toSet())));
        return accounts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        List.of(entry.getKey(), String.valueOf(entry.getValue().size())))
                .toList();
    }

    private static List<String> with(List<String> key, String value) {
        return Stream.concat(key.stream(), Stream.of(value)).toList();
    }
}
