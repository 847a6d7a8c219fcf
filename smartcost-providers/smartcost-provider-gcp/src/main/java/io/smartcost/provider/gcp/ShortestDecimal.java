package io.smartcost.provider.gcp;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal that a 64-bit floating-point number stands for: of those that are nearer to it than to any other such number, the one
 * with the fewest digits, and of these the nearest. {@code Double.toString} is that only from JDK 19 on, and BigQuery promises no
 * form for what it sends but that it can be read back.
 */
final class ShortestDecimal {
    /** A decimal with so many digits is the shortest of its floating-point number, unless that is out of the usual range. */
    private static final int ALWAYS_KEPT = 15;

    private static final int MOST = 17;
    /** Floating-point numbers have all their digits from 1E-307 to 1E308. */
    private static final int USUAL_EXPONENT = 300;

    private ShortestDecimal() {}

    /**
     * @param text a floating-point number with as many digits as are needed to tell it from others, or more
     * @throws NumberFormatException if it is no finite number
     */
    static BigDecimal of(String text) {
        BigDecimal sent = new BigDecimal(text);
        long exponent = (long) sent.precision() - sent.scale();
        if (sent.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (sent.precision() <= ALWAYS_KEPT && Math.abs(exponent) < USUAL_EXPONENT) {
            return sent;
        }
        double value = sent.doubleValue();
        boolean isSubnormal = Math.abs(value) < Double.MIN_NORMAL;
        if (!Double.isFinite(value)) {
            throw new NumberFormatException("beyond the range of a floating-point number");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = isSubnormal ? 1 : ALWAYS_KEPT; digits < MOST; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (nearest.doubleValue() == value) {
                return nearest;
            }
            // At a power of two the gap to the next number is half as wide towards zero, so the nearest may be the
            // wrong side's.
            BigDecimal farther = exact.round(new MathContext(digits, RoundingMode.UP));
            if (farther.doubleValue() == value) {
                return farther;
            }
        }
        return exact.round(new MathContext(MOST, RoundingMode.HALF_EVEN));
    }
}
