package io.smartcost.testkit;

import java.util.stream.LongStream;

/** The seeds of random tests: always the same ones, or the one of the system property {@code smartcost.seed}. */
final class Seeds {
    private Seeds() {}

    static LongStream of(int count) {
        Long only = Long.getLong("smartcost.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, count);
    }
}
