package io.smartcost.testkit;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One day of one generated cloud. All arithmetic is on whole numbers: quantities are ten-thousandths of a unit, shares are per
 * mille. List prices have four decimals and discounts two, so that costs have at most ten.
 *
 * @param age how many days ago the day was when it was looked at
 */
record GeneratedDay(
        Dice dice, GeneratedCloud cloud, LocalDate firstDay, LocalDate day, long age, int services, int resources) {
    /** From this age on a day does not change any more. */
    static final int FINAL_AGE = 3;

    private static final BigDecimal NEGOTIATED = new BigDecimal("0.93");
    private static final BigDecimal COMMITTED = new BigDecimal("0.62");
    private static final BigDecimal TAX = new BigDecimal("0.19");
    private static final BigDecimal CREDIT = new BigDecimal("-0.05");
    private static final BigDecimal SUPPORT_FEE = new BigDecimal("1500");
    /** The first resources are virtual machines that run on a commitment. */
    private static final int MOST_COMMITTED = 4;

    private static final List<String> ENVIRONMENTS = List.of("prod", "prod", "prod", "staging", "dev");
    private static final List<String> TEAMS = List.of("checkout", "search", "platform", "data", "mobile");

    Stream<CostRecord> records() {
        Stream<CostRecord> usage = IntStream.range(0, resources).boxed().flatMap(this::resource);
        return day.getDayOfMonth() == 1 ? Stream.concat(monthly(), usage) : usage;
    }

    private int committed() {
        return Math.min(MOST_COMMITTED, resources);
    }

    private Stream<CostRecord> resource(int number) {
        Dice own = dice.of(cloud.ordinal()).of(number);
        boolean committed = number < committed();
        GeneratedCloud.Service service =
                cloud.services.get(committed ? 0 : own.of(1).below(services));
        long tenThousandths = isRunning(own, committed) ? quantity(own, service, committed) : 0;
        if (committed) {
            return onCommitment(own, number, service, tenThousandths);
        }
        if (tenThousandths == 0) {
            return Stream.empty();
        }
        CostRecord used = usage(own, number, service, tenThousandths).build();
        return own.of(2).below(8) == 0 ? Stream.of(used, credit(used)) : Stream.of(used);
    }

    /** Two thirds are there from the start, the others are launched within two years; a fifth is given up some time. */
    private boolean isRunning(Dice own, boolean committed) {
        long sinceStart = day.toEpochDay() - firstDay.toEpochDay();
        int launched = committed || own.of(3).below(3) > 0 ? 0 : own.of(4).below(730);
        int lifetime = committed || own.of(5).below(5) > 0
                ? Integer.MAX_VALUE
                : 30 + own.of(6).below(400);
        return sinceStart >= launched && sinceStart - launched < lifetime;
    }

    private long quantity(Dice own, GeneratedCloud.Service service, boolean committed) {
        Dice today = own.of(7).of(day.toEpochDay());
        long usual =
                service.usual() * (committed ? 10_000L : 10L * (200 + own.of(8).below(1_800)));
        long growth = 1_000 + (day.toEpochDay() - firstDay.toEpochDay()) * 7 / 10;
        long noise = 940L + today.below(121);
        long grown = committed ? usual : usual * growth / 1_000 * noise / 1_000;
        return grown * weekday(own) / 1_000 * arrived(today) / 1_000;
    }

    private long weekday(Dice own) {
        boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend ? 1_000 : environment(own).equals("prod") ? 820 : 350;
    }

    /** The share of the day's usage that the cloud has reported so far. */
    private long arrived(Dice today) {
        return age >= FINAL_AGE
                ? 1_000
                : Math.min(1_000, 600 + 130 * age + today.of(1).below(150));
    }

    private CostRecord.Builder usage(Dice own, int number, GeneratedCloud.Service service, long tenThousandths) {
        BigDecimal quantity = BigDecimal.valueOf(tenThousandths, 4);
        BigDecimal contracted = service.price().multiply(NEGOTIATED).multiply(quantity);
        return ofResource(charge("Usage", "Usage-Based", service), own, number, service)
                .text(FocusColumn.PRICING_CATEGORY, "Standard")
                .decimal(FocusColumn.PRICING_QUANTITY, quantity)
                .text(FocusColumn.PRICING_UNIT, service.unit())
                .decimal(FocusColumn.CONSUMED_QUANTITY, quantity)
                .text(FocusColumn.CONSUMED_UNIT, service.unit())
                .decimal(FocusColumn.LIST_UNIT_PRICE, service.price())
                .decimal(FocusColumn.CONTRACTED_UNIT_PRICE, service.price().multiply(NEGOTIATED))
                .cost(CostMetric.LIST, service.price().multiply(quantity))
                .cost(CostMetric.CONTRACTED, contracted)
                .cost(CostMetric.BILLED, contracted)
                .cost(CostMetric.EFFECTIVE, contracted);
    }

    /** A whole day is paid for, at the start of the month; what was not used is charged as unused. */
    private Stream<CostRecord> onCommitment(Dice own, int number, GeneratedCloud.Service service, long used) {
        long bought = service.usual() * 10_000L;
        Stream.Builder<CostRecord> records = Stream.builder();
        if (used > 0) {
            records.add(committed(usage(own, number, service, used), number, service, used, "Used"));
        }
        if (used < bought) {
            CostRecord.Builder unused = charge("Usage", "Usage-Based", service)
                    .decimal(FocusColumn.PRICING_QUANTITY, BigDecimal.valueOf(bought - used, 4))
                    .text(FocusColumn.PRICING_UNIT, service.unit())
                    .cost(CostMetric.LIST, BigDecimal.ZERO)
                    .cost(CostMetric.CONTRACTED, BigDecimal.ZERO);
            records.add(committed(unused, number, service, bought - used, "Unused"));
        }
        return records.build();
    }

    private CostRecord committed(
            CostRecord.Builder record, int number, GeneratedCloud.Service service, long tenThousandths, String status) {
        BigDecimal quantity = BigDecimal.valueOf(tenThousandths, 4);
        return commitment(record, number, service, quantity)
                .text(FocusColumn.PRICING_CATEGORY, "Committed")
                .text(FocusColumn.COMMITMENT_DISCOUNT_STATUS, status)
                .cost(CostMetric.BILLED, BigDecimal.ZERO)
                .cost(CostMetric.EFFECTIVE, service.price().multiply(COMMITTED).multiply(quantity))
                .build();
    }

    private CostRecord.Builder commitment(
            CostRecord.Builder record, int number, GeneratedCloud.Service service, BigDecimal quantity) {
        return record.text(FocusColumn.COMMITMENT_DISCOUNT_ID, cloud.account().id() + "-commitment-" + number)
                .text(FocusColumn.COMMITMENT_DISCOUNT_NAME, "One year of " + service.sku())
                .text(FocusColumn.COMMITMENT_DISCOUNT_CATEGORY, "Usage")
                .text(FocusColumn.COMMITMENT_DISCOUNT_TYPE, "Reserved")
                .decimal(FocusColumn.COMMITMENT_DISCOUNT_QUANTITY, quantity)
                .text(FocusColumn.COMMITMENT_DISCOUNT_UNIT, service.unit());
    }

    /** What is charged on the first of a month: the commitments, the support plan, and the tax on both. */
    private Stream<CostRecord> monthly() {
        GeneratedCloud.Service compute = cloud.services.get(0);
        BigDecimal bought = BigDecimal.valueOf((long) compute.usual() * day.lengthOfMonth());
        BigDecimal price = compute.price().multiply(COMMITTED);
        BigDecimal fee = price.multiply(bought);
        List<CostRecord> purchases = IntStream.range(0, committed())
                .mapToObj(number -> commitment(
                                flat("Purchase", "Recurring", compute, fee, BigDecimal.ZERO), number, compute, bought)
                        .text(FocusColumn.CHARGE_DESCRIPTION, "Monthly fee of a commitment to " + compute.sku())
                        .text(FocusColumn.PRICING_CATEGORY, "Standard")
                        .decimal(FocusColumn.PRICING_QUANTITY, bought)
                        .text(FocusColumn.PRICING_UNIT, compute.unit())
                        .decimal(FocusColumn.LIST_UNIT_PRICE, price)
                        .decimal(FocusColumn.CONTRACTED_UNIT_PRICE, price)
                        .build())
                .toList();
        GeneratedCloud.Service support = new GeneratedCloud.Service(
                cloud.provider + " Support", "Other", "Plan", "support-business", "Months", SUPPORT_FEE, 1);
        BigDecimal taxed = fee.multiply(BigDecimal.valueOf(committed())).add(SUPPORT_FEE);
        CostRecord plan = flat("Purchase", "Recurring", support, SUPPORT_FEE, SUPPORT_FEE)
                .text(FocusColumn.PRICING_CATEGORY, "Standard")
                .decimal(FocusColumn.PRICING_QUANTITY, BigDecimal.ONE)
                .text(FocusColumn.PRICING_UNIT, "Months")
                .decimal(FocusColumn.LIST_UNIT_PRICE, SUPPORT_FEE)
                .decimal(FocusColumn.CONTRACTED_UNIT_PRICE, SUPPORT_FEE)
                .build();
        CostRecord tax = flat("Tax", "Recurring", support, taxed.multiply(TAX), taxed.multiply(TAX))
                .text(FocusColumn.SKU_ID, null)
                .text(FocusColumn.SKU_PRICE_ID, null)
                .text(FocusColumn.SKU_METER, null)
                .text(FocusColumn.CHARGE_DESCRIPTION, "Tax")
                .build();
        return Stream.concat(purchases.stream(), Stream.of(plan, tax));
    }

    private CostRecord.Builder flat(
            String category,
            String frequency,
            GeneratedCloud.Service service,
            BigDecimal billed,
            BigDecimal effective) {
        return charge(category, frequency, service)
                .cost(CostMetric.BILLED, billed)
                .cost(CostMetric.EFFECTIVE, effective)
                .cost(CostMetric.LIST, billed)
                .cost(CostMetric.CONTRACTED, billed);
    }

    private static CostRecord credit(CostRecord used) {
        CostRecord.Builder credit = used.toBuilder()
                .text(FocusColumn.CHARGE_CATEGORY, "Credit")
                .text(FocusColumn.CHARGE_DESCRIPTION, "Promotional credit")
                .text(FocusColumn.PRICING_CATEGORY, null)
                .text(FocusColumn.PRICING_UNIT, null)
                .text(FocusColumn.CONSUMED_UNIT, null)
                .cost(CostMetric.LIST, BigDecimal.ZERO)
                .cost(CostMetric.CONTRACTED, BigDecimal.ZERO);
        for (FocusColumn column : List.of(
                FocusColumn.PRICING_QUANTITY, FocusColumn.CONSUMED_QUANTITY,
                FocusColumn.LIST_UNIT_PRICE, FocusColumn.CONTRACTED_UNIT_PRICE)) {
            credit.decimal(column, null);
        }
        BigDecimal amount = rounded(orZero(used.cost(CostMetric.BILLED)).multiply(CREDIT));
        return credit.cost(CostMetric.BILLED, amount)
                .cost(CostMetric.EFFECTIVE, amount)
                .build();
    }

    private static BigDecimal orZero(@Nullable BigDecimal amount) {
        return amount == null ? BigDecimal.ZERO : amount;
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(10, RoundingMode.HALF_EVEN);
    }

    private CostRecord.Builder charge(String category, String frequency, GeneratedCloud.Service service) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        LocalDate month = day.withDayOfMonth(1);
        boolean monthly = !category.equals("Usage");
        LocalDate end = monthly ? month.plusMonths(1) : day.plusDays(1);
        return CostRecord.startingAt(start)
                .time(
                        FocusColumn.CHARGE_PERIOD_END,
                        end.atStartOfDay(ZoneOffset.UTC).toInstant())
                .time(
                        FocusColumn.BILLING_PERIOD_START,
                        month.atStartOfDay(ZoneOffset.UTC).toInstant())
                .time(
                        FocusColumn.BILLING_PERIOD_END,
                        month.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                .currency(cloud.currency)
                .text(FocusColumn.PROVIDER_NAME, cloud.provider)
                .text(FocusColumn.PUBLISHER_NAME, cloud.provider)
                .text(FocusColumn.INVOICE_ISSUER_NAME, cloud.issuer)
                .text(FocusColumn.BILLING_ACCOUNT_ID, cloud.billingAccount)
                .text(FocusColumn.BILLING_ACCOUNT_NAME, "Example Ltd")
                .text(FocusColumn.BILLING_ACCOUNT_TYPE, "Billing Account")
                .text(FocusColumn.CHARGE_CATEGORY, category)
                .text(FocusColumn.CHARGE_FREQUENCY, frequency)
                .text(FocusColumn.CHARGE_DESCRIPTION, service.name() + ": " + service.sku())
                .text(FocusColumn.SERVICE_NAME, service.name())
                .text(FocusColumn.SERVICE_CATEGORY, service.category())
                .text(FocusColumn.SERVICE_SUBCATEGORY, "Other (" + service.category() + ")")
                .text(FocusColumn.SKU_ID, service.sku())
                .text(FocusColumn.SKU_METER, service.sku())
                .text(FocusColumn.SKU_PRICE_ID, service.sku() + "-" + service.unit());
    }

    private CostRecord.Builder ofResource(
            CostRecord.Builder record, Dice own, int number, GeneratedCloud.Service service) {
        GeneratedCloud.Region region = own.of(9).any(cloud.regions);
        String team = own.of(10).any(TEAMS);
        String name = team + "-" + environment(own) + "-" + number;
        return record.text(FocusColumn.REGION_ID, region.id())
                .text(FocusColumn.REGION_NAME, region.name())
                .text(FocusColumn.SUB_ACCOUNT_ID, cloud.account().id() + "-" + team)
                .text(FocusColumn.SUB_ACCOUNT_NAME, team)
                .text(FocusColumn.SUB_ACCOUNT_TYPE, "Sub Account")
                .text(FocusColumn.RESOURCE_ID, cloud.account().id() + "/" + region.id() + "/" + name)
                .text(FocusColumn.RESOURCE_NAME, name)
                .text(FocusColumn.RESOURCE_TYPE, service.resourceType())
                .tags(tags(own, team));
    }

    /** One in six resources is not tagged, one in four lacks its service. */
    private Tags tags(Dice own, String team) {
        if (own.of(11).below(6) == 0) {
            return Tags.none();
        }
        Map<String, String> tags = new TreeMap<>(Map.of(cloud.envTag, environment(own), "team", team));
        if (own.of(12).below(4) > 0) {
            tags.put("service", team + "-" + own.of(13).any(List.of("api", "worker", "web")));
        }
        return Tags.of(tags);
    }

    private static String environment(Dice own) {
        return own.of(14).any(ENVIRONMENTS);
    }
}
