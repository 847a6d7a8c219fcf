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
 * Brings a CSV file that is sorted by day into an engine. The calling thread parses and a second one loads the days that are
 * there; when the second is behind, the first loads a day itself. No object a cell: each text is made once, to get its code, and
 * costs are parsed as longs.
 */
final class CsvLoading {
    private static final int DAYS_AHEAD = 2;
    /** Where the day stands; the texts follow, then the cost and its currency. */
    private static final int DAY = 0;

    private static final int COST = 1 + DayRows.DIMENSIONS.size();

    private final ColumnarEngine engine;
    private final Queue<DayRows> free = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final ThreadPoolExecutor second = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(DAYS_AHEAD), new ThreadPoolExecutor.CallerRunsPolicy());

    private CsvLoading(ColumnarEngine engine) {
        this.engine = engine;
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

    private void load(DayRows day) {
        try {
            day.load();
            free.add(day);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Takes the cells where they stand in the reader's buffer. */
    private final class Cells extends AbstractBaseCsvCallbackHandler<Cells> {
        private final CellCodes[] codes = new CellCodes[COST + 1];
        private char[] dayText = {};
        private DayRows day = new DayRows(engine);
        private boolean header = true;

        Cells() {
            for (int i = DAY + 1; i < codes.length; i++) {
                codes[i] = new CellCodes(day.column(i - 1));
            }
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (header) {
                return;
            }
            if (index == DAY) {
                if (!Arrays.equals(dayText, 0, dayText.length, buffer, offset, offset + length)) {
                    nextDay(Arrays.copyOfRange(buffer, offset, offset + length));
                }
            } else if (index < COST) {
                day.code(index - 1, codes[index].of(buffer, offset, length));
            } else if (index == COST) {
                cost(buffer, offset, offset + length);
            } else {
                day.code(DayRows.CURRENCY, codes[index - 1].of(buffer, offset, length));
                day.endRow();
            }
        }

        @Override
        protected Cells buildRecord() {
            header = false;
            return this;
        }

        private void nextDay(char[] text) {
            endDay();
            dayText = text;
            DayRows next = free.poll();
            day = next == null ? new DayRows(engine) : next;
            day.begin(LocalDate.parse(new String(text)));
        }

        void endDay() {
            if (day.count() > 0) {
                DayRows ended = day;
                second.execute(() -> load(ended));
            }
        }

        private void cost(char[] buffer, int from, int to) {
            boolean negative = buffer[from] == '-';
            long unscaled = 0;
            int point = to - 1;
            for (int i = negative ? from + 1 : from; i < to; i++) {
                char c = buffer[i];
                if (c == '.') {
                    point = i;
                } else if (c >= '0' && c <= '9') {
                    unscaled = unscaled * 10 + (c - '0');
                } else {
                    throw new IllegalArgumentException("no cost: " + new String(buffer, from, to - from));
                }
            }
            day.cost(negative ? -unscaled : unscaled, to - 1 - point);
        }
    }
}
