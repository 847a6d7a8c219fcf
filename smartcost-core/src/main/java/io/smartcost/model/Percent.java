package io.smartcost.model;

import java.math.BigDecimal;

/**
 * A share of a whole, told in hundredths.
 *
 * @param value 80 for 80 %
 */
public record Percent(BigDecimal value) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    /** {@code percent(80)} is 80 %. */
    public static Percent percent(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A percentage is a number, not " + value);
        }
        return new Percent(BigDecimal.valueOf(value));
    }

    /** The same as a part of 1: 0.8 for 80 %. */
    public BigDecimal fraction() {
        return value.divide(WHOLE);
    }

    @Override
    public String toString() {
        return value.stripTrailingZeros().toPlainString() + " %";
    }
}
