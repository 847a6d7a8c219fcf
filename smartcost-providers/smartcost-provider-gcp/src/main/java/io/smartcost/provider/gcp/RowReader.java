package io.smartcost.provider.gcp;

import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an answer. Texts that repeat are kept once. */
final class RowReader {
    private static final int MOST_TEXTS = 200_000;
    private static final int MOST_DIGITS = 100;

    private final TableFacts facts;
    private final List<Output> outputs;
    private final int charges;
    private final Map<String, String> known = new HashMap<>();

    /** @param outputs the columns of the answer, in its order */
    RowReader(TableFacts facts, List<Output> outputs) {
        this.facts = facts;
        this.outputs = outputs;
        this.charges = outputs.indexOf(Output.CHARGES);
    }

    /** @throws RetryableException if it does not say of which day it is, or is no row of this answer: then none can be trusted */
    LocalDate day(FieldValueList row) {
        if (row.size() == outputs.size() && row.get(0).getValue() instanceof String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                // told below
            }
        }
        throw new RetryableException("BigQuery sent a row that does not belong to the question", (Duration) null);
    }

    Charge read(LocalDate day, FieldValueList row) throws BadRow {
        @Nullable String[] texts = new @Nullable String[Output.CHARGES.ordinal()];
        for (int i = 1; i < charges; i++) {
            texts[outputs.get(i).ordinal()] = text(row.get(i));
        }
        boolean credit = "true".equals(texts[Output.IS_CREDIT.ordinal()]);
        String currency = texts[Output.CURRENCY.ordinal()];
        if (currency == null || currency.isEmpty()) {
            throw new BadRow(Output.CURRENCY.path(), "amounts without a currency");
        }
        Output output = credit ? Output.CREDIT : Output.COST;
        BigDecimal amount = sum(output, row);
        String count = text(row.get(charges));
        if (amount == null || !Integer.toString(size(output, row)).equals(count)) {
            throw new BadRow(output.path(), "not all of " + count + " rows have an amount");
        }
        BigDecimal contracted = sum(Output.CONTRACTED_COST, row);
        return new Charge(
                day,
                credit,
                currency,
                texts,
                amount,
                credit ? BigDecimal.ZERO : sum(Output.LIST_COST, row),
                credit ? BigDecimal.ZERO : contracted == null ? amount : contracted,
                sum(Output.USAGE, row),
                sum(Output.PRICING_USAGE, row));
    }

    private @Nullable String text(FieldValue value) {
        if (value.isNull()) {
            return null;
        }
        String text = value.getStringValue();
        if (known.size() >= MOST_TEXTS) {
            known.clear();
        }
        String same = known.putIfAbsent(text, text);
        return same == null ? text : same;
    }

    private int size(Output output, FieldValueList row) {
        FieldValue values = row.get(outputs.indexOf(output));
        return values.isNull() ? 0 : values.getRepeatedValue().size();
    }

    /** Null if there are none. */
    private @Nullable BigDecimal sum(Output output, FieldValueList row) throws BadRow {
        int index = outputs.indexOf(output);
        if (index < 0 || row.get(index).isNull()) {
            return null;
        }
        boolean isFloat = facts.isFloat(output.path());
        BigDecimal sum = null;
        for (FieldValue value : row.get(index).getRepeatedValue()) {
            String text = value.getStringValue();
            try {
                BigDecimal amount = isFloat ? ShortestDecimal.of(text) : decimal(text);
                sum = sum == null ? amount : sum.add(amount);
            } catch (NumberFormatException e) {
                throw new BadRow(output.path(), "'" + Failures.printable(text) + "' is no amount");
            }
        }
        return sum;
    }

    /** BigQuery's longest type has 76 digits; more would be a trap. */
    private static BigDecimal decimal(String text) {
        BigDecimal value = new BigDecimal(text);
        if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
            throw new NumberFormatException("too many digits");
        }
        return value;
    }
}
