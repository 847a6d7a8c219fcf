package io.smartcost.provider.aws;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A bill made by chance, the same for the same seed. */
final class Bill {
    static final String[] COSTS = {"UnblendedCost", "NetAmortizedCost", "NetUnblendedCost", "AmortizedCost"};
    private static final String[] REGIONS = {"us-east-1", "eu-west-1", "ap-southeast-2", "global", ""};
    private static final String[] RECORD_TYPES = {"Usage", "Tax", "Credit", "RIFee", "SavingsPlanNegation"};
    private static final String[] TEAMS = {"", "checkout", "search$and more", "Größe"};
    private static final String[] UNITS = {"Hrs", "GB-Mo"};

    final List<Charge> charges = new ArrayList<>();

    private final Random random;

    Bill(long seed) {
        random = new Random(seed);
    }

    /** Charges of some accounts and services on each of these days. */
    Bill add(LocalDate first, int days, int accounts, int services, boolean currencyOfAccount) {
        for (LocalDate day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            for (int account = 0; account < accounts; account++) {
                for (int service = 0; service < services; service++) {
                    if (random.nextInt(10) > 0) {
                        charges.add(charge(day, account, service, currencyOfAccount));
                    }
                }
            }
        }
        return this;
    }

    private Charge charge(LocalDate day, int account, int service, boolean currencyOfAccount) {
        Instant hour = day.atTime(random.nextInt(24), 0).toInstant(ZoneOffset.UTC);
        Map<String, String> values = new HashMap<>();
        values.put("LINKED_ACCOUNT", String.format(Locale.ROOT, "%012d", 100 + account));
        values.put("SERVICE", "Amazon Service " + service);
        values.put("RECORD_TYPE", RECORD_TYPES[random.nextInt(RECORD_TYPES.length)]);
        values.put("USAGE_TYPE", "Usage:" + service % 3);
        put(values, "REGION", REGIONS[random.nextInt(REGIONS.length)]);
        put(values, "tag:team", TEAMS[random.nextInt(TEAMS.length)]);
        Map<String, BigDecimal> costs = new TreeMap<>();
        for (String metric : COSTS) {
            costs.put(metric, amount());
        }
        String currency = currencyOfAccount ? "C" + (char) ('A' + account / 26) + (char) ('A' + account % 26) : "USD";
        return new Charge(hour, values, currency, costs, amount().abs(), UNITS[service % 2]);
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    private BigDecimal amount() {
        int digits = 1 + random.nextInt(60);
        BigDecimal amount = new BigDecimal(new BigInteger(digits, random), random.nextInt(20));
        return random.nextInt(8) == 0 ? amount.negate() : amount;
    }

    /** AWS restates a day: one of its charges becomes another. */
    void restate(LocalDate day) {
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            if (LocalDate.ofInstant(charge.hour(), ZoneOffset.UTC).equals(day)) {
                Map<String, BigDecimal> costs = new TreeMap<>(charge.costs());
                costs.replaceAll((metric, cost) -> cost.add(new BigDecimal("0.0000000003")));
                charges.set(
                        i,
                        new Charge(
                                charge.hour(),
                                charge.values(),
                                charge.currency(),
                                costs,
                                charge.quantity(),
                                charge.unit()));
                return;
            }
        }
        throw new AssertionError("No charge on " + day);
    }

    /** The exact sums by currency. */
    Map<String, BigDecimal> sums(String metric) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        charges.forEach(charge -> sums.merge(charge.currency(), charge.costs().get(metric), BigDecimal::add));
        return sums;
    }
}
