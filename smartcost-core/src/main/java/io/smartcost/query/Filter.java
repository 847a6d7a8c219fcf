package io.smartcost.query;

import io.smartcost.model.CostRecord;
import io.smartcost.model.Texts;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which records a query is about. A filter is either true or false of a record, never unknown: {@code tag("env").is("prod")} is
 * false of a record without that tag, and its {@link #not} is true of it. Texts are compared to the letter, case included.
 */
public sealed interface Filter {
    /** True of every record. */
    static Filter all() {
        return new And(List.of());
    }

    boolean matches(CostRecord record);

    default Filter and(Filter other) {
        return new And(List.of(this, other));
    }

    default Filter or(Filter other) {
        return new Or(List.of(this, other));
    }

    default Filter not() {
        return new Not(this);
    }

    /** A filter that looks at one dimension only. */
    sealed interface OnDimension extends Filter {
        Dimension dimension();

        /** Whether a record with this text, or with none, matches. */
        boolean accepts(@Nullable String text);

        @Override
        default boolean matches(CostRecord record) {
            return accepts(dimension().of(record));
        }
    }

    /** @param values at least one, in code point order */
    record In(Dimension dimension, SortedSet<String> values) implements OnDimension {
        public In(Dimension dimension, Collection<String> values) {
            this(dimension, sorted(values));
        }

        public In {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("A filter on " + dimension.id() + " needs at least one value");
            }
            values = sorted(values);
        }

        @Override
        public boolean accepts(@Nullable String text) {
            return text != null && values.contains(text);
        }

        private static SortedSet<String> sorted(Collection<String> values) {
            TreeSet<String> sorted = new TreeSet<>(Texts.ORDER);
            sorted.addAll(values);
            return Collections.unmodifiableSortedSet(sorted);
        }
    }

    /** The record's text begins so. */
    record StartsWith(Dimension dimension, String prefix) implements OnDimension {
        @Override
        public boolean accepts(@Nullable String text) {
            return text != null && text.startsWith(prefix);
        }
    }

    /** The record's text has this somewhere. */
    record Contains(Dimension dimension, String part) implements OnDimension {
        @Override
        public boolean accepts(@Nullable String text) {
            return text != null && text.contains(part);
        }
    }

    /** The record has no text for the dimension. */
    record Absent(Dimension dimension) implements OnDimension {
        @Override
        public boolean accepts(@Nullable String text) {
            return text == null;
        }
    }

    /** The filter is not true of the record. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(CostRecord record) {
            return !filter.matches(record);
        }
    }

    /** @param filters all must be true; with none, every record matches */
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(CostRecord record) {
            return filters.stream().allMatch(f -> f.matches(record));
        }
    }

    /** @param filters one must be true; with none, no record matches */
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(CostRecord record) {
            return filters.stream().anyMatch(f -> f.matches(record));
        }
    }
}
