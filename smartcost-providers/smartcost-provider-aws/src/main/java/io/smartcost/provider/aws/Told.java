package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;

/** Reads what AWS tells as texts; what it does not tell stays null. */
final class Told {
    private Told() {}

    static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static @Nullable BigDecimal decimal(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        BigDecimal value = Amount.parse(text);
        if (value == null) {
            throw unreadable(field);
        }
        return value;
    }

    /** AWS sends estimates as floating-point numbers; this is the shortest decimal that means the same. */
    static @Nullable BigDecimal decimal(String field, @Nullable Double number) {
        if (number == null) {
            return null;
        }
        if (!Double.isFinite(number)) {
            throw unreadable(field);
        }
        return BigDecimal.valueOf(number);
    }

    /** The day of a date or a time. */
    static LocalDate day(String field, @Nullable String text) {
        try {
            return LocalDate.parse(
                    text == null ? "" : text.substring(0, Math.min(text.length(), "2026-08-01".length())));
        } catch (DateTimeException e) {
            throw unreadable(field);
        }
    }

    static DayRange days(@Nullable DateInterval period) {
        if (period == null) {
            throw unreadable("TimePeriod");
        }
        LocalDate start = day("TimePeriod", period.start());
        LocalDate end = day("TimePeriod", period.end());
        if (!start.isBefore(end)) {
            throw unreadable("TimePeriod");
        }
        return new DayRange(start, end);
    }

    private static SmartCostException unreadable(String field) {
        return new SmartCostException("Cost Explorer sent a " + field
                + " that cannot be read. A newer version of this library may know it; tell its authors otherwise");
    }
}
