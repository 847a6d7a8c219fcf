package io.smartcost.benchmarks;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import io.smartcost.aggregate.ColumnarEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings a CSV file that is sorted by day into an engine. The calling thread parses and a second one loads the days that are there;
 * when the second is behind, the first loads a day itself. No object a cell: cells are copied as characters, each text is made once,
 * to get its code, and costs are parsed as longs.
 */
final class CsvLoading {
    private static final int DAYS_AHEAD = 2;
    /** Where the day stands; the other cells follow. */
    private static final int DAY = 0;

    private final RawDayLoader ofParser;
    private final RawDayLoader ofSecond;
    private final Queue<RawDay> free = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final ThreadPoolExecutor second = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(DAYS_AHEAD), new ThreadPoolExecutor.AbortPolicy());

    private CsvLoading(ColumnarEngine engine) {
        ofParser = new RawDayLoader(engine);
        ofSecond = new RawDayLoader(engine);
    }

    /** Gives the number of rows. */
    static long load(Path csv, ColumnarEngine engine) throws IOException, InterruptedException {
        return new CsvLoading(engine).load(csv);
    }

    private long load(Path csv) throws IOException, InterruptedException {
        long rows;
        try {
            rows = parse(csv);
        } finally {
            second.shutdown();
        }
        if (!second.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("A day takes more than five minutes to load");
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return rows;
    }

    private long parse(Path csv) throws IOException {
        Cells cells = new Cells();
        long rows = -1; // the header
        try (CsvReader<Cells> reader = CsvReader.builder().build(cells, csv)) {
            for (Cells ignored : reader) {
                rows++;
            }
        }
        cells.endDay();
        return rows;
    }

    private void load(RawDay day, RawDayLoader loader) {
        try {
            loader.load(day);
            free.add(day);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Takes the cells where they stand in the reader's buffer. */
    private final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {
        private char[] dayText = {};
        private RawDay day = new RawDay();
        private boolean header = true;

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (header) {
                return;
            }
            if (index != DAY) {
                day.add(buffer, offset, length);
            } else if (!Arrays.equals(dayText, 0, dayText.length, buffer, offset, offset + length)) {
                nextDay(Arrays.copyOfRange(buffer, offset, offset + length));
            }
        }

        @Override
        protected Cells buildRecord() {
            header = false;
            if (!day.isWhole()) {
                throw new IllegalArgumentException("a row of " + day.day() + " has not " + RawDay.CELLS + " cells");
            }
            return this;
        }

        private void nextDay(char[] text) {
            endDay();
            dayText = text;
            RawDay next = free.poll();
            day = next == null ? new RawDay() : next;
            day.begin(LocalDate.parse(new String(text)));
        }

        void endDay() {
            RawDay ended = day;
            if (ended.rows() == 0) {
                return;
            }
            if (second.getQueue().remainingCapacity() == 0) {
                load(ended, ofParser);
            } else {
                second.execute(() -> load(ended, ofSecond));
            }
        }
    }
}
