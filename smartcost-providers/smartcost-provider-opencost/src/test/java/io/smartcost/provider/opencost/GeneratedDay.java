package io.smartcost.provider.opencost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A day of a cluster as OpenCost would answer it: every figure rounded to five decimals for itself, so that totals differ from their
 * parts; adjustments; nulls for NaN; idle and unmounted costs; fields that nobody knows. Knows what it adds up to.
 */
final class GeneratedDay {
    private static final String[] COSTS = {
        "cpuCost", "gpuCost", "ramCost", "pvCost", "networkCost", "loadBalancerCost", "sharedCost", "externalCost"
    };
    private static final String[] NAMESPACES = {"shop", "kube-system", "data", "monitoring"};
    private static final String[] KINDS = {"deployment", "statefulset", "daemonset", "job"};

    private final Random random;
    private final String window;
    private final boolean nulls;
    private final StringJoiner allocations = new StringJoiner(",", "{", "}");
    private BigDecimal effective = BigDecimal.ZERO;
    private BigDecimal adjustments = BigDecimal.ZERO;
    private BigDecimal coreHours = BigDecimal.ZERO;

    /** @param nulls whether figures may be unknown, and then so is the total */
    GeneratedDay(long seed, LocalDate day, boolean nulls) {
        this.random = new Random(seed * 31 + day.toEpochDay());
        this.nulls = nulls;
        this.window = "\"window\":{\"start\":\"" + day + "T00:00:00Z\",\"end\":\"" + day.plusDays(1) + "T00:00:00Z\"}";
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            String namespace = pick(NAMESPACES);
            String kind = pick(KINDS);
            String name = "one/" + namespace + "/" + kind + "/" + kind + ":app-" + i;
            add(
                    name,
                    "\"cluster\":\"one\",\"namespace\":\"%s\",\"controllerKind\":\"%s\",\"controller\":\"app-%d\",\"labels\":{\"team\":\"t%d\"}"
                            .formatted(namespace, kind, i, random.nextInt(3)));
        }
        add("one/__idle__", "\"cluster\":\"one\"");
        if (random.nextBoolean()) {
            add(
                    "one/__unmounted__/__unallocated__/__unallocated__",
                    "\"cluster\":\"one\",\"namespace\":\"__unmounted__\"");
        }
    }

    String json() {
        return "{\"code\":200,\"status\":\"success\",\"data\":[" + allocations + "]}";
    }

    /** The sum of all total costs, or of what is known where a total is not. */
    BigDecimal effective() {
        return effective;
    }

    /** The same without the adjustments of known costs. */
    BigDecimal list() {
        return effective.subtract(adjustments);
    }

    BigDecimal coreHours() {
        return coreHours;
    }

    private void add(String name, String properties) {
        Map<String, @Nullable BigDecimal> figures = new LinkedHashMap<>();
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal known = BigDecimal.ZERO;
        boolean unknown = false;
        for (String cost : COSTS) {
            BigDecimal base = random.nextInt(3) == 0 ? BigDecimal.ZERO : amount(100_000_000_000L);
            BigDecimal adjustment = cost.matches("shared.*|external.*") || random.nextInt(2) == 0
                    ? null
                    : amount(1_000_000_000L).negate();
            boolean lost = nulls && random.nextInt(20) == 0;
            figures.put(cost, lost ? null : rounded(base));
            if (adjustment != null) {
                figures.put(cost + "Adjustment", rounded(adjustment));
            }
            unknown |= lost;
            exact = exact.add(base).add(adjustment == null ? BigDecimal.ZERO : adjustment);
            if (!lost) {
                known = known.add(rounded(base)).add(adjustment == null ? BigDecimal.ZERO : rounded(adjustment));
                adjustments = adjustments.add(adjustment == null ? BigDecimal.ZERO : rounded(adjustment));
            }
        }
        BigDecimal hours = rounded(amount(10_000_000_000L));
        figures.put("cpuCoreHours", hours);
        coreHours = coreHours.add(hours);
        figures.put("minutes", new BigDecimal(1440));
        figures.put("cpuEfficiency", null);
        figures.put("totalCost", unknown ? null : rounded(exact));
        effective = effective.add(unknown ? known : rounded(exact));
        StringJoiner fields = new StringJoiner(",", "{", "}");
        fields.add("\"name\":\"" + name + "\"")
                .add("\"properties\":{" + properties + "}")
                .add(window);
        figures.forEach((field, figure) -> fields.add("\"" + field + "\":" + figure));
        fields.add("\"pvs\":{\"cluster=one:name=a\":{\"cost\":7}}").add("\"lbAllocations\":null");
        allocations.add("\"" + name + "\":" + fields);
    }

    private BigDecimal amount(long below) {
        return BigDecimal.valueOf(random.nextLong(below), 9);
    }

    /** As the server does it; some numbers without a fraction, some with an exponent. */
    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(5, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
