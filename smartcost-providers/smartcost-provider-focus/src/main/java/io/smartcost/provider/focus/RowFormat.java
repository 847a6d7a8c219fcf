package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import java.time.Instant;

/**
 * How the rows of a CSV file become cost records, one record a row. Another format than FOCUS, such as a cloud's own, is read by
 * giving its own. Used by many threads at once; a {@link Reader} by one.
 */
@FunctionalInterface
public interface RowFormat {
    /** FOCUS 1.0 to 1.4, as {@link FocusReader} tells. */
    RowFormat FOCUS = Header::new;

    /**
     * Called once for each file, when its header is read.
     *
     * @param columns what is asked for here is read of each row
     * @throws BadCell if nothing of such a file can be read
     */
    Reader reader(Columns columns) throws BadCell;

    /** Reads the row at which the file stands. The same row always gives the same. */
    interface Reader {
        /**
         * When the charge begins. Asked first: a row of a day that nobody asked for is read no further, and a refused one is
         * refused for its day.
         *
         * @throws BadCell if it is missing or cannot be read
         */
        Instant start() throws BadCell;

        /**
         * The whole row, beginning at {@link #start}.
         *
         * @throws BadCell if something in it cannot be read: the row is refused with this reason
         */
        CostRecord record() throws BadCell;
    }
}
