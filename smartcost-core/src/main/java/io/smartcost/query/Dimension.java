package io.smartcost.query;

import io.smartcost.model.CostRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a cost record can be grouped and filtered by: one of the {@link CostDimension}s or a {@link TagDimension}. For every
 * record it has one text, or null where the record has none.
 */
public sealed interface Dimension permits CostDimension, TagDimension {
    /** The tag with this key, in any casing. */
    static Dimension tag(String key) {
        return new TagDimension(key);
    }

    /** Only one provider's records, such as {@code AWS}, {@code Microsoft} or {@code Google Cloud}. */
    static Filter provider(String name) {
        return CostDimension.PROVIDER.is(name);
    }

    /** @throws IllegalArgumentException if no dimension has this {@link #id} */
    static Dimension parse(String id) {
        if (id.startsWith(TagDimension.PREFIX)) {
            return tag(id.substring(TagDimension.PREFIX.length()));
        }
        for (CostDimension dimension : CostDimension.values()) {
            if (dimension.name().equalsIgnoreCase(id)) {
                return dimension;
            }
        }
        throw new IllegalArgumentException("No dimension is called '" + id + "'. Take one of "
                + List.of(CostDimension.values()) + " or tag:<key>");
    }

    /** A stable name for JSON and for people: {@code SERVICE}, {@code tag:env}. */
    String id();

    /** This dimension's text of a record, or null if it has none. */
    @Nullable
    String of(CostRecord record);

    default Filter is(String value) {
        return in(value);
    }

    /** Equal to one of these, to the letter. */
    default Filter in(String... values) {
        return new Filter.In(this, List.of(values));
    }

    default Filter startsWith(String prefix) {
        return new Filter.StartsWith(this, prefix);
    }

    default Filter contains(String part) {
        return new Filter.Contains(this, part);
    }

    /** The record has no text for this dimension. */
    default Filter isAbsent() {
        return new Filter.Absent(this);
    }
}
