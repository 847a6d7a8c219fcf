package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a FOCUS 1.0 to 1.4 cost and usage file, CSV or gzipped CSV, in one pass that holds one row at a time.
 *
 * <p>Every data row is either given as a record or refused with its line, its column and a reason; none is dropped and none is
 * counted twice. Blank lines are no rows. What is missing of a file that breaks off counts as one refused row.
 *
 * <p>Columns are found by name, in any order and case; those that FOCUS does not know become extensions of the record. Read
 * without complaint, because real files have them: the word NULL for an absent value; dates without a {@code Z}, with a space,
 * with an offset, without a time, or American ({@code 9/2/2023}); E-notation; tags without braces or in single quotes; any
 * spelling of an allowed value, which is kept as it came. Texts are kept to the blank, and so are tag keys; blanks around numbers,
 * dates and the currency are taken off. Tags whose values are not all texts are kept as the text of each value (an empty one for
 * null), and the cell as it came as an extension named {@code Tags}, which {@link FocusWriter} writes back.
 *
 * <p>Refused are a row whose cells do not match the header, without a {@code ChargePeriodStart} or {@code BillingCurrency}, with
 * a number, date or tags that cannot be read, with a number of more than 1,000 digits when written out, with a cell of more than
 * 1 MiB or that is not UTF-8, and one of more than 4 MiB. A row whose quotes are wrong ends at its first line break.
 *
 * <p>Thread-safe.
 */
public final class FocusReader {
    private FocusReader() {}

    /** @throws SmartCostException if the file cannot be opened */
    public static Outcome read(Path file, RowHandler handler) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, String.valueOf(file.getFileName()), handler);
        } catch (IOException e) {
            throw new SmartCostException(
                    "The file " + file + " cannot be opened (" + e.getClass().getSimpleName()
                            + "). Check that it is there and may be read",
                    e);
        }
    }

    /**
     * Reads a stream to its end, and leaves it open.
     *
     * @param source what refusals call it
     */
    public static Outcome read(InputStream in, String source, RowHandler handler) throws IOException {
        // Not closed, because the stream is the caller's.
        CostRows rows = new CostRows(in, source, RowFormat.FOCUS, null);
        long read = 0;
        long refused = 0;
        while (rows.next()) {
            CostRecord record = rows.record();
            Refusal refusal = rows.refusal();
            if (record != null) {
                read++;
                handler.record(record, rows.line());
            } else if (refusal != null) {
                refused++;
                handler.refused(refusal);
            }
        }
        return new Outcome(read, refused, !rows.incomplete());
    }

    /** Takes the rows, in the order of the file. What it throws ends the reading and is passed on. */
    public interface RowHandler {
        /** @param line the line of the unpacked file on which the row begins, counted from 1 */
        void record(CostRecord record, long line);

        /** A row that cannot be read. */
        void refused(Refusal refusal);
    }

    /**
     * How it went.
     *
     * @param read how many rows were given as records
     * @param refused how many were not
     * @param complete false if the file broke off or its header could not be read, so that more rows are missing than were counted
     */
    public record Outcome(long read, long refused, boolean complete) {
        /** All data rows of the file. */
        public long rows() {
            return read + refused;
        }
    }
}
