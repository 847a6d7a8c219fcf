package io.smartcost.provider.focus;

import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the last so many entries. */
final class OldestForgotten<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    OldestForgotten(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
