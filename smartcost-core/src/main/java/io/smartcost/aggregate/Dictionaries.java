package io.smartcost.aggregate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The dictionary of each column of one tenant. A column is named by its dimension's id, or is one of the units. */
final class Dictionaries {
    /** The currency of the costs; in lower case, so that it is no dimension's id. */
    static final String CURRENCY = "currency";
    /** The unit of the consumed quantity. */
    static final String UNIT = "unit";

    private final Map<String, Dictionary> byColumn = new ConcurrentHashMap<>();
    private final AtomicInteger columns = new AtomicInteger();

    Dictionary of(String column) {
        return byColumn.computeIfAbsent(column, c -> new Dictionary(columns.getAndIncrement()));
    }

    boolean has(Dictionary dictionary) {
        return byColumn.containsValue(dictionary);
    }

    void forEach(Consumer<Dictionary> reader) {
        byColumn.values().forEach(reader);
    }

    long bytes() {
        return byColumn.values().stream().mapToLong(Dictionary::bytes).sum();
    }
}
