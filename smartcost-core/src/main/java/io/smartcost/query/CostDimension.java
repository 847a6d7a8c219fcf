package io.smartcost.query;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** The dimensions that every cost record has by FOCUS. Accounts, regions, resources and SKUs are told by their ids. */
public enum CostDimension implements Dimension {
    /** The UTC day on which the charge begins: {@code 2026-08-01}. */
    DAY(null),
    /** The Monday of that day's week: {@code 2026-07-27}. */
    WEEK(null),
    /** That day's month: {@code 2026-08}. */
    MONTH(null),
    /** ServiceProviderName (since FOCUS 1.3), else ProviderName. */
    PROVIDER(FocusColumn.PROVIDER_NAME),
    BILLING_ACCOUNT(FocusColumn.BILLING_ACCOUNT_ID),
    SUB_ACCOUNT(FocusColumn.SUB_ACCOUNT_ID),
    SERVICE(FocusColumn.SERVICE_NAME),
    SERVICE_CATEGORY(FocusColumn.SERVICE_CATEGORY),
    REGION(FocusColumn.REGION_ID),
    RESOURCE(FocusColumn.RESOURCE_ID),
    CHARGE_CATEGORY(FocusColumn.CHARGE_CATEGORY),
    SKU(FocusColumn.SKU_ID);

    private final @Nullable FocusColumn column;

    CostDimension(@Nullable FocusColumn column) {
        this.column = column;
    }

    /** Whether this is DAY, WEEK or MONTH, so known from a record's day alone. */
    public boolean isTime() {
        return column == null;
    }

    /** The text of a time dimension for a day. */
    public String ofDay(LocalDate day) {
        return switch (this) {
            case DAY -> day.toString();
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
            case MONTH -> day.toString().substring(0, "yyyy-mm".length());
            default -> throw new IllegalArgumentException(this + " is not known from a day alone");
        };
    }

    @Override
    public String id() {
        return name();
    }

    @Override
    public @Nullable String of(CostRecord record) {
        if (column == null) {
            return ofDay(record.day());
        }
        if (this == PROVIDER) {
            String serviceProvider = record.text(FocusColumn.SERVICE_PROVIDER_NAME);
            return serviceProvider != null ? serviceProvider : record.text(column);
        }
        return record.text(column);
    }
}
