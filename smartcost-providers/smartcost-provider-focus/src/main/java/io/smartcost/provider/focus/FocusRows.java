package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.spi.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The data rows of one file, each either a record or refused, one at a time. */
final class FocusRows implements Closeable {
    private final CsvRows rows;
    private final String source;
    /** One for all rows: every column of the file is set, or cleared, by every row. */
    private final CostRecord.Builder builder = CostRecord.startingAt(Instant.EPOCH);

    private final Cell cell = new Cell();
    private @Nullable Header header;
    private byte[] rawHeader = {};
    private boolean unreadable;

    private @Nullable CostRecord record;
    private @Nullable Refusal refusal;
    private @Nullable LocalDate day;

    FocusRows(InputStream in, String source) throws IOException {
        this.rows = new CsvRows(Gzip.unpack(in));
        this.source = source;
    }

    /** Goes to the next data row; false at the end. */
    boolean next() {
        record = null;
        refusal = null;
        day = null;
        if (unreadable || !rows.next()) {
            return false;
        }
        if (header == null) {
            return !readHeader() || next();
        }
        String fault = rows.fault();
        if (fault != null) {
            refuse(null, fault);
        } else if (rows.cells() != header.size()) {
            refuse(null, "The row has " + rows.cells() + " cells where the header has " + header.size());
        } else {
            readRow(header);
        }
        return true;
    }

    private boolean readHeader() {
        try {
            String fault = rows.fault();
            if (fault != null) {
                throw new BadCell(fault);
            }
            header = new Header(rows);
            rawHeader = rows.raw();
            return true;
        } catch (BadCell e) {
            unreadable = true;
            refuse(null, "Nothing of the file can be read, because its header cannot: " + e.reason());
            return false;
        }
    }

    private void readRow(Header columns) {
        String column = FocusColumn.CHARGE_PERIOD_START.title();
        try {
            requireColumn(columns, FocusColumn.CHARGE_PERIOD_START);
            Instant start = columns.start(rows, cell);
            day = LocalDate.ofInstant(start, ZoneOffset.UTC);
            column = FocusColumn.BILLING_CURRENCY.title();
            requireColumn(columns, FocusColumn.BILLING_CURRENCY);
            for (int i = 0; i < columns.size(); i++) {
                column = columns.name(i);
                columns.read(i, rows, cell, builder);
            }
            record = builder.build();
        } catch (BadCell e) {
            refuse(column, e.reason());
        }
    }

    private static void requireColumn(Header columns, FocusColumn column) throws BadCell {
        if (!columns.has(column)) {
            throw new BadCell("The file has no such column. Is it a FOCUS cost and usage file?");
        }
    }

    private void refuse(@Nullable String column, String reason) {
        refusal = new Refusal(source, rows.line(), column, reason);
    }

    /** The record of this row, or null if it was refused. */
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
