package io.smartcost.provider.gcp;

import java.util.stream.LongStream;

/** The seeds of a property test: a fixed few, or the one that {@code -Dsmartcost.seed} names. */
final class Seeds {
    private Seeds() {}

    static LongStream some() {
        Long one = Long.getLong("smartcost.seed");
        return one == null ? LongStream.range(1, 121) : LongStream.of(one);
    }
}
