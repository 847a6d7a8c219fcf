package io.smartcost.provider.azure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A bill made by chance, the same for the same seed. */
final class Bill {
    static final String ACTUAL = "ActualCost";
    static final String AMORTIZED = "AmortizedCost";

    private static final String[] REGIONS = {"westeurope", "EU West", "global", ""};
    private static final String[] TYPES = {"Usage", "Usage", "Usage", "Purchase", "UnusedReservation", "Refund", "Tax"};
    private static final String[] MODELS = {"OnDemand", "Reservation", "Spot", "SavingsPlan", ""};
    private static final String[] KEYS = {"team", "Team", "TEAM"};
    private static final String[] TEAMS = {"", "", "checkout", "Search & more", "Größe"};

    final List<Charge> charges = new ArrayList<>();

    private final Random random;

    Bill(long seed) {
        random = new Random(seed);
    }

    /** Charges of some subscriptions and services on each of these days. */
    Bill add(LocalDate first, int days, int subscriptions, int services, boolean manyCurrencies) {
        for (LocalDate day = first; day.isBefore(first.plusDays(days)); day = day.plusDays(1)) {
            for (int subscription = 0; subscription < subscriptions; subscription++) {
                for (int service = 0; service < services; service++) {
                    if (random.nextInt(10) > 0) {
                        charges.add(charge(day, subscription, service, manyCurrencies));
                    }
                }
            }
        }
        return this;
    }

    private Charge charge(LocalDate day, int subscription, int service, boolean manyCurrencies) {
        String type = any(TYPES);
        Map<String, String> values = new HashMap<>();
        values.put("SubscriptionId", String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", subscription));
        values.put("SubscriptionName", "Subscription " + subscription % 2);
        values.put("ServiceName", "Service " + service);
        values.put("ResourceId", "/subscriptions/" + subscription + "/resourceGroups/rg/providers/p/t/" + service);
        values.put("Meter", "Meter " + service % 3);
        values.put("ChargeType", type);
        values.put("PricingModel", any(MODELS));
        values.put("ResourceLocation", any(REGIONS));
        values.values().removeIf(String::isEmpty);
        String team = any(TEAMS);
        Map<String, String> tags = team.isEmpty() ? Map.of() : Map.of(any(KEYS), team);
        Map<String, BigDecimal> costs = new TreeMap<>();
        if (!type.equals("UnusedReservation")) {
            costs.put(ACTUAL, amount());
        }
        if (!type.equals("Purchase")) {
            costs.put(AMORTIZED, amount());
        }
        int unit = manyCurrencies ? random.nextInt(50) : 0;
        String currency = manyCurrencies ? "C" + (char) ('A' + unit / 26) + (char) ('A' + unit % 26) : "EUR";
        return new Charge(day, values, tags, currency, costs);
    }

    private String any(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private BigDecimal amount() {
        int bits = 1 + random.nextInt(90);
        BigDecimal amount = new BigDecimal(new BigInteger(bits, random), random.nextInt(26));
        return random.nextInt(8) == 0 ? amount.negate() : amount;
    }

    /** Azure restates a day: its first charge costs a little more in both ways. */
    void restate(LocalDate day) {
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            if (charge.day().equals(day)) {
                Map<String, BigDecimal> costs = new TreeMap<>(charge.costs());
                costs.replaceAll((type, cost) -> cost.add(new BigDecimal("0.0000000003")));
                charges.set(i, new Charge(day, charge.values(), charge.tags(), charge.currency(), costs));
                return;
            }
        }
        throw new AssertionError("No charge on " + day);
    }

    /** The exact sums by currency. */
    Map<String, BigDecimal> sums(String type) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Charge charge : charges) {
            sums.merge(charge.currency(), charge.costs().getOrDefault(type, BigDecimal.ZERO), BigDecimal::add);
        }
        return sums;
    }
}
