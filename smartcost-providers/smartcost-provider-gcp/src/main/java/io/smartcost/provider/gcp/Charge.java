package io.smartcost.provider.gcp;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the answer: what charges of a day that have the same texts come to, or their credits of one kind.
 *
 * @param texts by the ordinal of their {@link Output}
 * @param amount the cost, or the negative amount of a credit
 * @param listCost null if it is not told
 * @param contractedCost null if it is not told
 */
record Charge(
        LocalDate day,
        boolean credit,
        String currency,
        @Nullable String[] texts,
        BigDecimal amount,
        @Nullable BigDecimal listCost,
        @Nullable BigDecimal contractedCost,
        @Nullable BigDecimal usage,
        @Nullable BigDecimal pricingUsage) {
    /** Null for what the export does not tell, which it also writes as an empty text. */
    @Nullable
    String text(Output output) {
        String text = texts[output.ordinal()];
        return text == null || text.isEmpty() ? null : text;
    }
}
