package io.smartcost.examples;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Tells a person who waits how far the reading is: once a second, from the second second on. */
final class ReadingProgress {
    private static final long SECOND = 1_000_000_000L;

    private final boolean shown;
    private final PrintStream terminal;
    private final LongSupplier nanoTime;
    private long all;
    private long done;
    private long nextAt;
    private boolean written;

    ReadingProgress(boolean shown, PrintStream terminal, LongSupplier nanoTime) {
        this.shown = shown;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /** On standard error, if a person is looking. */
    static ReadingProgress onTerminal() {
        return new ReadingProgress(Terminal.isWatched(), System.err, System::nanoTime);
    }

    void begin(long bytes) {
        all = bytes;
        nextAt = nanoTime.getAsLong() + 2 * SECOND;
    }

    void end() {
        if (written) {
            terminal.print("\r" + " ".repeat(40) + "\r");
        }
    }

    /** Counts what is read. */
    InputStream watch(InputStream file) {
        return new FilterInputStream(file) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                count(b < 0 ? -1 : 1);
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = super.read(bytes, offset, length);
                count(count);
                return count;
            }
        };
    }

    private void count(int bytes) {
        done += Math.max(bytes, 0);
        if (shown && all > 0 && nanoTime.getAsLong() - nextAt >= 0) {
            nextAt += SECOND;
            terminal.printf("\r  %d %% of %,d MB read ", Math.min(100, done * 100 / all), all / 1_000_000);
            terminal.flush();
            written = true;
        }
    }
}
