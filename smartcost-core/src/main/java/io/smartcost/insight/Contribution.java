package io.smartcost.insight;

import io.smartcost.query.Dimension;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of a change.
 *
 * @param dimension what the part is of
 * @param key its text; null where the records have none, or if this is the rest
 * @param isRest whether these are all others of the dimension together
 * @param before what it cost before; zero if it was not there
 * @param after what it cost after; zero if it is not there
 * @param kind whether it is new, gone, or changed
 * @param priceAndUsage how far price and usage explain it, where its quantities have one unit
 * @param parts what it is made of; their changes add up to this one's exactly. Empty if it was not looked into
 */
public record Contribution(
        Dimension dimension,
        @Nullable String key,
        boolean isRest,
        BigDecimal before,
        BigDecimal after,
        Kind kind,
        Optional<PriceAndUsage> priceAndUsage,
        List<Contribution> parts) {
    /** What happened to a part. */
    public enum Kind {
        /** It was not there before. */
        NEW,
        /** It is not there any more. */
        GONE,
        /** It costs more. */
        MORE,
        /** It costs less. */
        LESS,
        /** It costs the same. */
        SAME
    }

    public Contribution {
        parts = List.copyOf(parts);
    }

    /** After less before. */
    public BigDecimal change() {
        return after.subtract(before);
    }
}
