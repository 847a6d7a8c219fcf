package io.smartcost.insight;

import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference between what two periods cost, and what it is made of. Exact: the parts' changes add up to it, to the last digit.
 *
 * @param unit the currency
 * @param completeness how far the figures of either period may still move
 * @param unknown how many records of both periods have no amount and so are in no figure
 * @param parts by the dimension that explains most, the largest first and the rest last; empty if nothing changed
 */
public record Explanation(
        @Nullable String unit,
        DayRange beforeDays,
        DayRange afterDays,
        BigDecimal before,
        BigDecimal after,
        Completeness completeness,
        long unknown,
        List<Contribution> parts) {
    public Explanation {
        parts = List.copyOf(parts);
    }

    /** After less before. */
    public BigDecimal change() {
        return after.subtract(before);
    }

    /** What happened, for people, in English. */
    public String sentence() {
        return Sentence.of(this);
    }
}
