package io.smartcost.provider.aws;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount with every digit that was sent.
 *
 * @param unit a currency, or the unit of a quantity
 */
record Amount(BigDecimal value, String unit) {
    private static final int LONGEST = 100;

    /** Null if it is no decimal. The length is checked first, because parsing takes longer than the text is long. */
    static @Nullable BigDecimal parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) > LONGEST ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
