package io.smartcost.query;

import io.smartcost.model.CostRecord;
import io.smartcost.model.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A tag as a dimension. Keys that differ in case only are the same dimension.
 *
 * @param key the tag's key, kept {@linkplain Tags#fold folded}
 */
public record TagDimension(String key) implements Dimension {
    static final String PREFIX = "tag:";

    public TagDimension {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("A tag needs a key, such as tag:env");
        }
        key = Tags.fold(key);
    }

    @Override
    public String id() {
        return PREFIX + key;
    }

    @Override
    public @Nullable String of(CostRecord record) {
        return record.tags().get(key);
    }

    @Override
    public String toString() {
        return id();
    }
}
