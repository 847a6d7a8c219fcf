package io.smartcost.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One charge, in FOCUS terms. Two things are always there: when the charge begins and the currency it is billed in. Anything else
 * may be absent, and absent is null, never zero and never an empty text. Columns that FOCUS does not know are kept as extensions.
 *
 * <p>A charge that covers several days, such as a monthly fee, belongs to the day on which it begins. Amounts keep every digit
 * they came with. Immutable; equal to another record if all columns are, amounts compared as numbers.
 */
public final class CostRecord {
    private final @Nullable Object[] values;
    private final Tags tags;
    private final Map<String, String> extensions;
    private final LocalDate day;

    private CostRecord(@Nullable Object[] values, Tags tags, Map<String, String> extensions, Instant start) {
        this.values = values;
        this.tags = tags;
        this.extensions = extensions;
        this.day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    /** The first of the two mandatory things; the second is {@link Builder#currency}. */
    public static Builder startingAt(Instant chargePeriodStart) {
        return new Builder().time(FocusColumn.CHARGE_PERIOD_START, chargePeriodStart);
    }

    /** The UTC day on which the charge begins. */
    public LocalDate day() {
        return day;
    }

    /** The ISO 4217 code in which the four costs are. */
    public String currency() {
        return (String) require(FocusColumn.BILLING_CURRENCY);
    }

    public Instant chargePeriodStart() {
        return (Instant) require(FocusColumn.CHARGE_PERIOD_START);
    }

    /** One of the four costs, or null if it is not known. */
    public @Nullable BigDecimal cost(CostMetric metric) {
        return decimal(metric.column());
    }

    /** The text of a column of type TEXT or JSON. */
    public @Nullable String text(FocusColumn column) {
        return (String) get(column, FocusColumn.Type.TEXT, FocusColumn.Type.JSON);
    }

    public @Nullable BigDecimal decimal(FocusColumn column) {
        return (BigDecimal) get(column, FocusColumn.Type.DECIMAL, FocusColumn.Type.DECIMAL);
    }

    public @Nullable Instant time(FocusColumn column) {
        return (Instant) get(column, FocusColumn.Type.TIME, FocusColumn.Type.TIME);
    }

    public Tags tags() {
        return tags;
    }

    /** Columns that are not FOCUS's, by the name they came with. */
    public Map<String, String> extensions() {
        return extensions;
    }

    /** A builder that starts with all that this record has. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private Object require(FocusColumn column) {
        Object value = values[column.ordinal()];
        if (value == null) {
            throw new IllegalStateException(column.title() + " is always set");
        }
        return value;
    }

    private @Nullable Object get(FocusColumn column, FocusColumn.Type type, FocusColumn.Type orType) {
        requireType(column, type, orType);
        return values[column.ordinal()];
    }

    private static void requireType(FocusColumn column, FocusColumn.Type type, FocusColumn.Type orType) {
        if (column.type() != type && column.type() != orType) {
            throw new IllegalArgumentException(column.title() + " holds " + column.type() + ", not " + type);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof CostRecord that) || !tags.equals(that.tags) || !extensions.equals(that.extensions)) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!same(values[i], that.values[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        return a == null ? b == null : a.equals(b);
    }

    @Override
    public int hashCode() {
        int hash = 31 * tags.hashCode() + extensions.hashCode();
        for (Object value : values) {
            Object canonical = value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
            hash = 31 * hash + (canonical == null ? 0 : canonical.hashCode());
        }
        return hash;
    }

    /** The columns that are set, for a log or a failed assertion. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CostRecord{");
        for (FocusColumn column : FocusColumn.values()) {
            Object value = values[column.ordinal()];
            if (value != null) {
                text.append(column.title()).append('=').append(value).append(", ");
            }
        }
        return text.append("tags=")
                .append(tags)
                .append(", extensions=")
                .append(extensions)
                .append('}')
                .toString();
    }

    /** Collects the columns of one record. Setting a column again replaces it; null and an empty text clear it. */
    public static final class Builder {
        private static final int COLUMNS = FocusColumn.values().length;
        /** Far above what any cloud sends; it stops an exponent in hostile input from becoming gigabytes of digits. */
        private static final int MOST_DIGITS = 1000;

        private final @Nullable Object[] values;
        private final SortedMap<String, String> extensions = new TreeMap<>(Texts.ORDER);
        private Tags tags = Tags.none();

        private Builder() {
            values = new Object[COLUMNS];
        }

        private Builder(CostRecord record) {
            values = record.values.clone();
            tags = record.tags;
            extensions.putAll(record.extensions);
        }

        public Builder currency(String iso4217) {
            return text(FocusColumn.BILLING_CURRENCY, iso4217);
        }

        public Builder cost(CostMetric metric, @Nullable BigDecimal amount) {
            return decimal(metric.column(), amount);
        }

        /** Sets a column of type TEXT or JSON. */
        public Builder text(FocusColumn column, @Nullable String value) {
            requireType(column, FocusColumn.Type.TEXT, FocusColumn.Type.JSON);
            values[column.ordinal()] = value == null || value.isEmpty() ? null : value;
            return this;
        }

        /** @throws IllegalArgumentException if the amount has more than 1,000 digits or a scale beyond ±1,000 */
        public Builder decimal(FocusColumn column, @Nullable BigDecimal value) {
            requireType(column, FocusColumn.Type.DECIMAL, FocusColumn.Type.DECIMAL);
            if (value != null && (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS)) {
                throw new IllegalArgumentException(column.title() + " has " + value.precision() + " digits at scale "
                        + value.scale() + "; at most " + MOST_DIGITS + " are accepted");
            }
            values[column.ordinal()] = value;
            return this;
        }

        public Builder time(FocusColumn column, @Nullable Instant value) {
            requireType(column, FocusColumn.Type.TIME, FocusColumn.Type.TIME);
            values[column.ordinal()] = value;
            return this;
        }

        public Builder tags(Tags newTags) {
            tags = newTags;
            return this;
        }

        /** Keeps a column that FOCUS does not know, under the name it came with. */
        public Builder extension(String name, @Nullable String value) {
            if (value == null || value.isEmpty()) {
                extensions.remove(name);
            } else {
                extensions.put(name, value);
            }
            return this;
        }

        /** @throws IllegalArgumentException if the start or the currency is missing */
        public CostRecord build() {
            if (!(values[FocusColumn.CHARGE_PERIOD_START.ordinal()] instanceof Instant start)) {
                throw new IllegalArgumentException("ChargePeriodStart is missing: a cost record needs to know its day");
            }
            if (values[FocusColumn.BILLING_CURRENCY.ordinal()] == null) {
                throw new IllegalArgumentException(
                        "BillingCurrency is missing: an amount without a currency cannot be kept");
            }
            return new CostRecord(values.clone(), tags, Collections.unmodifiableMap(new TreeMap<>(extensions)), start);
        }
    }
}
