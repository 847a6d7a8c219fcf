package io.smartcost.provider.opencost;

import java.util.stream.LongStream;

/** The seeds of a property test: always the same ones, or the one that {@code -Dsmartcost.seed} names. */
final class Seeds {
    private Seeds() {}

    static LongStream of(int count) {
        Long one = Long.getLong("smartcost.seed");
        return one == null ? LongStream.rangeClosed(1, count) : LongStream.of(one);
    }
}
