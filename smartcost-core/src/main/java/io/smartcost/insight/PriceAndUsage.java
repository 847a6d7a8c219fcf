package io.smartcost.insight;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of cost, parted into what more usage cost at the old price, and what the new price costs at the new usage. The two add up
 * to the change exactly: usage is rounded to as many decimals as the costs have, at least six, and the price has the rest.
 *
 * @param unit of the quantities
 */
public record PriceAndUsage(
        @Nullable String unit,
        BigDecimal quantityBefore,
        BigDecimal quantityAfter,
        BigDecimal byUsage,
        BigDecimal byPrice) {
    private static final int LEAST_DECIMALS = 6;

    /** Nothing if there was no quantity before to have a price. */
    static Optional<PriceAndUsage> of(
            @Nullable String unit, BigDecimal before, BigDecimal after, BigDecimal costBefore, BigDecimal costAfter) {
        if (before.signum() == 0) {
            return Optional.empty();
        }
        int decimals = Math.max(LEAST_DECIMALS, Math.max(costBefore.scale(), costAfter.scale()));
        BigDecimal byUsage = after.subtract(before)
                .multiply(costBefore)
                .divide(before, MathContext.DECIMAL128)
                .setScale(decimals, RoundingMode.HALF_EVEN);
        BigDecimal change = costAfter.subtract(costBefore);
        return Optional.of(new PriceAndUsage(unit, before, after, byUsage, change.subtract(byUsage)));
    }
}
