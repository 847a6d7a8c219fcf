package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.spi.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The data rows of one file, each a record, refused, or passed over, one at a time. */
final class CostRows implements Closeable {
    private final CsvRows rows;
    private final String source;
    private final RowFormat format;
    private final @Nullable Predicate<LocalDate> wanted;

    private RowFormat.@Nullable Reader reader;
    private int columns;
    private byte[] rawHeader = {};
    private boolean unreadable;

    private @Nullable CostRecord record;
    private @Nullable Refusal refusal;
    private @Nullable LocalDate day;

    /** @param wanted a row of another day is passed over, read no further than to know its day; null to read all */
    CostRows(InputStream in, String source, RowFormat format, @Nullable Predicate<LocalDate> wanted)
            throws IOException {
        this.rows = new CsvRows(Gzip.unpack(in));
        this.source = source;
        this.format = format;
        this.wanted = wanted;
    }

    /** Goes to the next data row; false at the end. */
    boolean next() {
        record = null;
        refusal = null;
        day = null;
        if (unreadable || !rows.next()) {
            return false;
        }
        if (reader == null) {
            return !readHeader() || next();
        }
        String fault = rows.fault();
        if (fault != null) {
            refuse(null, fault);
        } else if (rows.cells() != columns) {
            refuse(null, "The row has " + rows.cells() + " cells where the header has " + columns);
        } else {
            readRow(reader);
        }
        return true;
    }

    private boolean readHeader() {
        try {
            String fault = rows.fault();
            if (fault != null) {
                throw new BadCell(fault);
            }
            reader = format.reader(new Columns(rows));
            columns = rows.cells();
            rawHeader = rows.raw();
            return true;
        } catch (BadCell e) {
            unreadable = true;
            refuse(e.column(), "Nothing of the file can be read, because its header cannot: " + e.reason());
            return false;
        }
    }

    private void readRow(RowFormat.Reader row) {
        try {
            LocalDate starts = LocalDate.ofInstant(row.start(), ZoneOffset.UTC);
            day = starts;
            if (wanted == null || wanted.test(starts)) {
                record = row.record();
            }
        } catch (BadCell e) {
            refuse(e.column(), e.reason());
        }
    }

    private void refuse(@Nullable String column, String reason) {
        refusal = new Refusal(source, rows.line(), column, reason);
    }

    /** The record of this row, or null if it was refused or passed over. */
    @Nullable
    CostRecord record() {
        return record;
    }

    /** Why this row was refused, or null if it was not. */
    @Nullable
    Refusal refusal() {
        return refusal;
    }

    /** The day on which the row's charge begins, also of a refused row if it could be read. */
    @Nullable
    LocalDate day() {
        return day;
    }

    /** The line of the unpacked file on which the row begins. */
    long line() {
        return rows.line();
    }

    /** Whether rows are missing because the file broke off or its header cannot be read; known at the end. */
    boolean incomplete() {
        return unreadable || rows.cut();
    }

    /** Whether there was a first line, readable or not; known at the end. */
    boolean hasHeader() {
        return reader != null || unreadable;
    }

    /** The header as it stands in the file. */
    byte[] rawHeader() {
        return rawHeader;
    }

    /** The row as it stands in the file, if it is a record. */
    byte[] rawRow() {
        return rows.raw();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
