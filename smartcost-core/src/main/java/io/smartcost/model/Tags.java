package io.smartcost.model;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tags (labels) of a cost record. Keys and values are kept as they came; keys are looked up without regard to case, because
 * clouds report one key in several casings. Where two keys differ in case only, a look-up finds the one that comes first in code
 * point order. Immutable.
 */
public final class Tags {
    private static final Tags NONE = new Tags(new TreeMap<>());

    private final SortedMap<String, String> entries;
    private final Map<String, String> byFoldedKey;

    private Tags(SortedMap<String, String> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
        TreeMap<String, String> folded = new TreeMap<>();
        entries.forEach((key, value) -> folded.putIfAbsent(fold(key), value));
        this.byFoldedKey = folded;
    }

    public static Tags none() {
        return NONE;
    }

    public static Tags of(Map<String, String> entries) {
        if (entries.isEmpty()) {
            return NONE;
        }
        SortedMap<String, String> sorted = new TreeMap<>(Texts.ORDER);
        sorted.putAll(entries);
        return new Tags(sorted);
    }

    /** The form in which keys are matched: a store that looks tags up itself keeps them under this. */
    public static String fold(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /** The value of this key in any casing, or null if the record has no such tag. An empty value is a value. */
    public @Nullable String get(String key) {
        return byFoldedKey.isEmpty() ? null : byFoldedKey.get(fold(key));
    }

    /** Each folded key with the value that {@link #get} finds for it. */
    public Map<String, String> folded() {
        return Collections.unmodifiableMap(byFoldedKey);
    }

    /** All keys in their own casing, in code point order. */
    public SortedMap<String, String> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
