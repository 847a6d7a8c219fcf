package io.smartcost.provider.gcp;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/** Rows of an export as they might come: by the hour, late, with credits, labels in any order and numbers of any length. */
final class GeneratedExport {
    private static final List<String> CREDITS = List.of(
            "COMMITTED_USAGE_DISCOUNT",
            "COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE",
            "SUSTAINED_USAGE_DISCOUNT",
            "DISCOUNT",
            "FREE_TIER",
            "PROMOTION",
            "RESELLER_MARGIN",
            "SUBSCRIPTION_BENEFIT",
            "FEE_UTILIZATION_OFFSET",
            "CREDIT_TYPE_UNSPECIFIED");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY", "CHF", "INR");

    final List<Usage> rows = new ArrayList<>();
    private final Random random;

    GeneratedExport(long seed) {
        random = new Random(seed);
    }

    GeneratedExport add(LocalDate first, int days, int projects, int services, int currencies) {
        for (LocalDate day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            for (int project = 0; project < projects; project++) {
                for (int service = 0; service < services; service++) {
                    int hours = random.nextInt(4);
                    for (int i = 0; i < hours; i++) {
                        rows.add(row(day, "project-" + project, "Service " + service, currencies));
                    }
                }
            }
        }
        return this;
    }

    private Usage row(LocalDate day, String project, String service, int currencies) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(random.nextInt(24), ChronoUnit.HOURS);
        Usage row = new Usage(start)
                .of(project, service, "SKU " + random.nextInt(3))
                .cost(amount())
                .set("currency", CURRENCIES.get(random.nextInt(currencies)))
                .set("cost_type", random.nextInt(12) == 0 ? pick("tax", "adjustment", "rounding_error") : "regular")
                .set("invoice", Map.of("month", random.nextInt(20) == 0 ? "202608" : "202607"))
                .set(
                        "usage",
                        Map.of(
                                "amount",
                                Math.abs(amount()),
                                "unit",
                                pick("byte-seconds", "seconds", "requests"),
                                "amount_in_pricing_units",
                                Math.abs(amount()),
                                "pricing_unit",
                                pick("gibibyte month", "hour")))
                .set(
                        "location",
                        Map.of(
                                "location",
                                "europe-west1",
                                "region",
                                "europe-west1",
                                "zone",
                                pick("europe-west1-b", "europe-west1-c")))
                .set(
                        "resource",
                        Map.of("name", "vm-" + random.nextInt(3), "global_name", "//compute/vm-" + random.nextInt(3)))
                .exported(start.plus(random.nextInt(100) + 1, ChronoUnit.HOURS));
        List<Map<String, Object>> labels =
                new ArrayList<>(Usage.labelList("team", pick("red", "blue", "größe \"7\""), "env", pick("prod", "")));
        Collections.shuffle(labels, random);
        row.set("labels", random.nextInt(3) == 0 ? List.of() : labels);
        if (random.nextBoolean()) {
            row.set("cost_at_list", amount());
        }
        if (random.nextBoolean()) {
            row.set(
                    "cost_at_effective_price_default",
                    new BigDecimal("1.234567891").multiply(new BigDecimal(random.nextInt(9))));
        }
        int credits = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
        for (int i = 0; i < credits; i++) {
            row.credit(CREDITS.get(random.nextInt(CREDITS.size())), -Math.abs(amount()));
        }
        return row;
    }

    /** Six decimals mostly, as Google has them; else as long as they get. */
    private double amount() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> random.nextDouble() * Math.pow(10, random.nextInt(12) - 9);
            case 2 -> 0.1 + random.nextInt(100) * 0.2;
            case 3 -> -random.nextInt(1000) / 1e3;
            case 4 -> Math.pow(2, random.nextInt(60) - 50);
            default -> random.nextInt(100_000_000) / 1e6;
        };
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    /** By currency, of the rows of some days. */
    Map<String, BigDecimal> net(LocalDate from, LocalDate to) {
        return sums(from, to, Usage::net);
    }

    /** By currency, of the rows of some days, those that tell it: at list prices, where the schema has them. */
    Map<String, BigDecimal> list(ExportSchema schema, LocalDate from, LocalDate to) {
        return sums(from, to, row -> schema == ExportSchema.OLD ? null : amount(row, "cost_at_list"));
    }

    /** The same at contracted prices: the cost itself where they are not told. */
    Map<String, BigDecimal> contracted(ExportSchema schema, LocalDate from, LocalDate to) {
        return sums(from, to, row -> {
            BigDecimal told = schema == ExportSchema.OLD ? null : amount(row, "cost_at_effective_price_default");
            return told == null ? amount(row, "cost") : told;
        });
    }

    private static BigDecimal amount(Usage row, String column) {
        Object value = row.values.get(column);
        return value instanceof Double number ? Shortest.of(number) : (BigDecimal) value;
    }

    private Map<String, BigDecimal> sums(LocalDate from, LocalDate to, Function<Usage, BigDecimal> amount) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        rows.stream()
                .filter(row -> !day(row).isBefore(from) && day(row).isBefore(to))
                .filter(row -> amount.apply(row) != null)
                .forEach(row -> sums.merge(row.currency(), amount.apply(row), BigDecimal::add));
        return sums;
    }

    static LocalDate day(Usage row) {
        return LocalDate.ofInstant(row.start, ZoneOffset.UTC);
    }
}
