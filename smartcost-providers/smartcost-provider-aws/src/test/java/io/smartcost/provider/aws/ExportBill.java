package io.smartcost.provider.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Exports made by chance, and what the cells that were written into their newest deliveries add up to. */
final class ExportBill {
    static final String BILLED = "billed";
    static final String EFFECTIVE = "effective";
    static final String LIST = "list";

    private static final String[] NET = {
        "line_item_net_unblended_cost",
        "reservation_net_effective_cost",
        "reservation_net_unused_amortized_upfront_fee_for_billing_period",
        "reservation_net_unused_recurring_fee",
        "savings_plan_net_savings_plan_effective_cost",
    };
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");

    /** One cost of one row. */
    private record Amount(String cost, String currency, LocalDate day, BigDecimal value) {}

    private final Random random;
    private final boolean cur;
    private final DayRange days;
    private final Map<YearMonth, List<Amount>> newest = new TreeMap<>();
    private int deliveries;

    /**
     * @param cur whether it is a CUR 2.0, and FOCUS otherwise
     * @param days on which charges may begin that are billed in another month
     */
    ExportBill(long seed, boolean cur, DayRange days) {
        this.random = new Random(seed);
        this.days = days;
        this.cur = cur;
    }

    /** A new delivery of a month, in one of the two modes, in one to three files. */
    void deliver(Export export, YearMonth month) {
        List<Amount> amounts = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int file = random.nextInt(3); file >= 0; file--) {
            String csv = cur ? curFile(month, amounts) : focusFile(month, amounts);
            files.add(random.nextBoolean() ? Export.gzip(csv) : csv.getBytes(UTF_8));
        }
        if (random.nextBoolean()) {
            export.overwrite(month, files);
        } else {
            export.createNew(month, "20240601T000000Z-" + deliveries++, files);
        }
        newest.put(month, amounts);
    }

    /** Of the newest deliveries, by currency. */
    Map<String, BigDecimal> sums(String cost, DayRange during) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        amounts(cost, during).forEach(amount -> sums.merge(amount.currency, amount.value, BigDecimal::add));
        return sums;
    }

    /** Of the newest deliveries, by day and currency. */
    Map<LocalDate, Map<String, BigDecimal>> byDay(String cost, DayRange during) {
        Map<LocalDate, Map<String, BigDecimal>> sums = new TreeMap<>();
        amounts(cost, during)
                .forEach(amount -> sums.computeIfAbsent(amount.day, day -> new TreeMap<>())
                        .merge(amount.currency, amount.value, BigDecimal::add));
        return sums;
    }

    private List<Amount> amounts(String cost, DayRange during) {
        return newest.values().stream()
                .flatMap(List::stream)
                .filter(amount -> amount.cost.equals(cost) && during.contains(amount.day))
                .toList();
    }

    private String focusFile(YearMonth month, List<Amount> amounts) {
        StringBuilder csv = new StringBuilder(
                "EffectiveCost,ChargePeriodStart,BilledCost,BillingCurrency,ListCost,ServiceName,x_UsageType\n");
        for (int row = random.nextInt(30); row > 0; row--) {
            LocalDate day = day(month);
            String currency = CURRENCIES.get(random.nextInt(3));
            csv.append(cell(amounts, EFFECTIVE, currency, day))
                    .append(',')
                    .append(day)
                    .append("T07:00:00Z,")
                    .append(cell(amounts, BILLED, currency, day))
                    .append(',')
                    .append(currency)
                    .append(',')
                    .append(cell(amounts, LIST, currency, day))
                    .append(",\"Amazon \"\"S3\"\"\",x\n");
        }
        return csv.toString();
    }

    private String curFile(YearMonth month, List<Amount> amounts) {
        CurCsv csv = new CurCsv().column(CurRows.START, CurRows.CURRENCY, CurRows.TYPE, CurCosts.UNBLENDED);
        boolean net = random.nextBoolean();
        for (int row = random.nextInt(30); row > 0; row--) {
            LocalDate day = day(month);
            String currency = CURRENCIES.get(random.nextInt(3));
            List<String> cells = new ArrayList<>(List.of(
                    "line_item_currency_code",
                    currency,
                    "pricing_public_on_demand_cost",
                    cell(amounts, LIST, currency, day)));
            String unblended = cell(amounts, BILLED, currency, day);
            String type = effective(cells, amounts, currency, day, new BigDecimal(unblended), net);
            csv.row(day.toString(), type, unblended, cells.toArray(String[]::new));
        }
        if (net) {
            csv.column(NET);
        }
        return csv.toString();
    }

    /** Picks a type of line item, and writes the cells that its effective cost comes from: net ones in some rows of some files. */
    private String effective(
            List<String> cells,
            List<Amount> amounts,
            String currency,
            LocalDate day,
            BigDecimal unblended,
            boolean netFile) {
        boolean net = netFile && random.nextBoolean();
        switch (random.nextInt(7)) {
            case 0 -> {
                if (net) {
                    cells.addAll(List.of(NET[0], cell(amounts, EFFECTIVE, currency, day)));
                } else {
                    amounts.add(new Amount(EFFECTIVE, currency, day, unblended));
                }
                return "Usage";
            }
            case 1 -> {
                cells.addAll(List.of("reservation_effective_cost", cell(amounts, EFFECTIVE, currency, day)));
                return "DiscountedUsage";
            }
            case 2 -> {
                if (net) {
                    cells.addAll(List.of(
                            NET[0],
                            decimal(),
                            NET[4],
                            cell(amounts, EFFECTIVE, currency, day),
                            "savings_plan_savings_plan_effective_cost",
                            decimal()));
                } else {
                    cells.addAll(List.of(
                            "savings_plan_savings_plan_effective_cost", cell(amounts, EFFECTIVE, currency, day)));
                }
                return "SavingsPlanCoveredUsage";
            }
            case 3 -> {
                cells.addAll(List.of(
                        "reservation_unused_amortized_upfront_fee_for_billing_period",
                        cell(amounts, EFFECTIVE, currency, day),
                        "reservation_unused_recurring_fee",
                        cell(amounts, EFFECTIVE, currency, day)));
                return "RIFee";
            }
            case 4 -> {
                BigDecimal used = new BigDecimal(decimal());
                BigDecimal unused = new BigDecimal(cell(amounts, EFFECTIVE, currency, day));
                cells.addAll(List.of(
                        "savings_plan_total_commitment_to_date",
                        used.add(unused).toPlainString(),
                        "savings_plan_used_commitment",
                        used.toPlainString()));
                return "SavingsPlanRecurringFee";
            }
            case 5 -> {
                return "SavingsPlanNegation";
            }
            default -> {
                amounts.add(new Amount(EFFECTIVE, currency, day, unblended));
                return random.nextBoolean() ? "Tax" : "Credit";
            }
        }
    }

    private LocalDate day(YearMonth month) {
        return random.nextInt(6) == 0
                ? days.start().plusDays(random.nextInt(days.length()))
                : month.atDay(1 + random.nextInt(month.lengthOfMonth()));
    }

    private String cell(List<Amount> amounts, String cost, String currency, LocalDate day) {
        String cell = decimal();
        amounts.add(new Amount(cost, currency, day, new BigDecimal(cell)));
        return cell;
    }

    private String decimal() {
        BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(16));
        return random.nextInt(5) == 0 ? value.toString() : value.toPlainString();
    }
}
