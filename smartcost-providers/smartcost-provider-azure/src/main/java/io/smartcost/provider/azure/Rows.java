package io.smartcost.provider.azure;

import io.smartcost.model.CostMetric;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Understands the rows of a page by the names of its columns, whatever their order and case. */
final class Rows {
    private static final List<String> COSTS = List.of("cost", "pretaxcost");
    private static final List<String> COSTS_IN_USD = List.of("costusd", "pretaxcostusd");
    /** What the question calls it, whichever cost it is. */
    private static final String ALIAS = "totalcost";

    private static final List<String> DAYS = List.of("usagedate", "date");
    private static final int MOST_DIGITS = 100;

    private final CostMetric metric;
    private final Charges charges;
    private final String what;
    private final int cost;
    private final int day;
    private final int currency;
    private final int width;
    private final List<Integer> values = new ArrayList<>();
    private final boolean inUsDollars;

    /** @throws SmartCostException if a column is missing that is needed */
    Rows(List<String> columns, CostMetric metric, boolean askedInUsDollars, Charges charges, String what) {
        this.metric = metric;
        this.charges = charges;
        this.what = what;
        this.width = columns.size();
        List<String> names =
                columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int inBillingCurrency = find(names, askedInUsDollars ? List.of() : COSTS);
        int inDollars = find(names, COSTS_IN_USD);
        int alias = names.indexOf(ALIAS);
        this.inUsDollars = askedInUsDollars || (inBillingCurrency < 0 && alias < 0);
        this.cost = inBillingCurrency >= 0 ? inBillingCurrency : !inUsDollars || inDollars < 0 ? alias : inDollars;
        this.day = find(names, DAYS);
        this.currency = names.indexOf("currency");
        if (cost < 0 || day < 0 || (currency < 0 && !inUsDollars)) {
            throw new SmartCostException(what + " was answered with the columns " + shown(columns)
                    + ", among which there is no cost, no day or no currency. A newer version of this library may know"
                    + " them; tell its authors otherwise");
        }
        List<String> of = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            // What is billed in two currencies comes as two rows, in dollars too.
            boolean tellsApart = i != currency || askedInUsDollars;
            if (i != cost && i != day && tellsApart && i != inDollars) {
                of.add(names.get(i));
            }
        }
        List<String> inOrder = charges.columnsOr(of);
        Set<String> distinct = new HashSet<>(of);
        if (distinct.size() < of.size() || inOrder.size() != of.size() || !distinct.containsAll(inOrder)) {
            throw new SmartCostException(what + " was answered with the columns " + shown(columns)
                    + ", which are not those of other pages, or not distinct. What they tell cannot be joined: tell costs"
                    + " apart by other things");
        }
        inOrder.forEach(name -> values.add(names.indexOf(name)));
    }

    private static List<String> shown(List<String> columns) {
        return columns.stream().map(Refused::printable).toList();
    }

    private static int find(List<String> names, List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }

    void row(String source, long number, List<@Nullable Object> cells) {
        if (cells.size() != width) {
            refuse(
                    source,
                    number,
                    null,
                    null,
                    "It has " + cells.size() + " cells where there are " + width + " columns");
            return;
        }
        LocalDate on = day(cells.get(day));
        if (on == null) {
            refuse(source, number, null, "UsageDate", "It is no day");
            return;
        }
        if (!charges.days().contains(on)) {
            throw new RetryableException(
                    what + " was answered with charges of " + on + ", which was not asked for", (Duration) null);
        }
        BigDecimal amount = amount(cells.get(cost));
        if (amount == null) {
            refuse(source, number, on, "Cost", "It is no decimal number of at most " + MOST_DIGITS + " digits");
            return;
        }
        // The column tells the billing currency whatever the cost is in.
        String unit = inUsDollars ? "USD" : cells.get(currency) instanceof String text ? text.strip() : "";
        if (unit.isEmpty()) {
            refuse(source, number, on, "Currency", "There is none, and an amount without a currency cannot be kept");
            return;
        }
        List<@Nullable String> key = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Object value = cells.get(values.get(i));
            if (value instanceof BigDecimal n && isUnbounded(n)) {
                refuse(source, number, on, charges.columns().get(i), "It is no text or number of bounded length");
                return;
            }
            key.add(
                    value == null
                            ? null
                            : charges.once(value instanceof BigDecimal n ? n.toPlainString() : (String) value));
        }
        if (!charges.add(metric, new Charges.Key(on, charges.once(unit), key), amount)) {
            throw new RetryableException(
                    what + " was answered twice with the charges of " + on
                            + " that have the same values; adding both up" + " might count charges twice",
                    (Duration) null);
        }
    }

    private void refuse(String source, long number, @Nullable LocalDate on, @Nullable String column, String reason) {
        charges.refuse(metric, on, new Refusal(source, number, column, reason));
    }

    private static @Nullable BigDecimal amount(@Nullable Object cell) {
        return cell instanceof BigDecimal number && number.precision() <= MOST_DIGITS && !isUnbounded(number)
                ? number
                : null;
    }

    /** Written out it may fill the memory. */
    private static boolean isUnbounded(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS;
    }

    /** A day as 20260801, as a number or a text, or as the date or time of ISO 8601. */
    private static @Nullable LocalDate day(@Nullable Object cell) {
        String text = cell instanceof BigDecimal number && !isUnbounded(number)
                ? number.toPlainString()
                : String.valueOf(cell);
        try {
            return text.matches("[0-9]{8}")
                    ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
                    : LocalDate.parse(text.matches("[0-9-]{10}T.*") ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
