package io.smartcost.sync;

import io.smartcost.spi.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what the provider could not understand. A row that has a line counts once, although a file is read again for every try
 * and every range; what has no line is counted for each range, in its last try. Keeps the first 1,000. Thread-safe.
 */
final class RefusedRows {
    private static final int MOST_KEPT = 1_000;

    private final Map<String, BitSet> linesBySource = new HashMap<>();
    private final List<Refusal> kept = new ArrayList<>();
    private long count;
    private final List<Refusal> keptOfTry = new ArrayList<>();
    private long countOfTry;

    /** A try of a range begins; what the one before found and did not {@link #accept} is forgotten. */
    synchronized void begin() {
        keptOfTry.clear();
        countOfTry = 0;
    }

    synchronized void add(Refusal refusal) {
        if (refusal.line() < 1 || refusal.line() > Integer.MAX_VALUE) {
            countOfTry++;
            keep(keptOfTry, refusal);
            return;
        }
        BitSet lines = linesBySource.computeIfAbsent(refusal.source(), source -> new BitSet());
        int line = (int) refusal.line() - 1;
        if (!lines.get(line)) {
            lines.set(line);
            count++;
            keep(kept, refusal);
        }
    }

    /** No further try of this range follows. */
    synchronized void accept() {
        keptOfTry.forEach(refusal -> keep(kept, refusal));
        count += countOfTry;
        begin();
    }

    synchronized long count() {
        return count + countOfTry;
    }

    synchronized List<Refusal> first() {
        List<Refusal> first = new ArrayList<>(kept);
        keptOfTry.forEach(refusal -> keep(first, refusal));
        return first;
    }

    private static void keep(List<Refusal> list, Refusal refusal) {
        if (list.size() < MOST_KEPT) {
            list.add(refusal);
        }
    }
}
