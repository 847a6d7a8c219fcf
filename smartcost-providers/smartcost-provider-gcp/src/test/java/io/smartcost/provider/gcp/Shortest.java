package io.smartcost.provider.gcp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The shortest decimal of a floating-point number, the slow way: for each length, every decimal around the number is tried. */
final class Shortest {
    private Shortest() {}

    static BigDecimal of(double value) {
        if (value == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean lower = below.doubleValue() == value;
            boolean upper = above.doubleValue() == value;
            if (lower && upper) {
                int nearer = exact.subtract(below).compareTo(above.subtract(exact));
                boolean isEven = below.unscaledValue().getLowestSetBit() != 0;
                return nearer < 0 || (nearer == 0 && isEven) ? below : above;
            }
            if (lower || upper) {
                return lower ? below : above;
            }
        }
        throw new AssertionError(value);
    }

    /** As BigQuery's published source writes it: 15 digits if they are enough, and 17 if not. */
    static String sent(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal some = exact.round(new MathContext(15, RoundingMode.HALF_EVEN));
        BigDecimal enough =
                some.doubleValue() == value ? some : exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
        return enough.signum() == 0 ? "0.0" : enough.stripTrailingZeros().toString();
    }
}
