package io.smartcost.testkit.series;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Daily cost series of an invented company, with anomalies that are labelled and events that are none. The same seed gives the same
 * series on any machine. What they are made of stands in the module's README.
 */
public final class GeneratedSeries {
    /** How many days each series has. */
    public static final int DAYS = 540;

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);

    private final long seed;

    private GeneratedSeries(long seed) {
        this.seed = seed;
    }

    public static GeneratedSeries seeded(long seed) {
        return new GeneratedSeries(seed);
    }

    /** The first {@code count} series; asking for more adds to them and changes none. */
    public List<LabelledSeries> series(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new SeriesDraft(seed, index, FIRST_DAY, DAYS).finish())
                .toList();
    }
}
