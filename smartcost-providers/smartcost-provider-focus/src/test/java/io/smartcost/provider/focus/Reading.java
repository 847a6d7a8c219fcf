package io.smartcost.provider.focus;

import io.smartcost.model.CostRecord;
import io.smartcost.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came of reading a file. */
final class Reading implements FocusReader.RowHandler {
    final List<CostRecord> records = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    FocusReader.Outcome outcome;

    static Reading of(String csv) {
        return of(csv.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(byte[] bytes) {
        Reading reading = new Reading();
        try {
            reading.outcome = FocusReader.read(new ByteArrayInputStream(bytes), "costs.csv", reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    /** A file of one row, with the two columns that every row needs before the given ones. */
    static Reading row(String columns, String cells) {
        return of("ChargePeriodStart,BillingCurrency," + columns + "\n2026-08-01T00:00:00Z,USD," + cells + "\n");
    }

    @Override
    public void record(CostRecord record, long line) {
        records.add(record);
        lines.add(line);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    CostRecord record() {
        if (records.size() != 1 || !refusals.isEmpty()) {
            throw new AssertionError("Expected one record, got " + records + " and " + refusals);
        }
        return records.get(0);
    }

    Refusal refusal() {
        if (refusals.size() != 1 || !records.isEmpty()) {
            throw new AssertionError("Expected one refusal, got " + refusals + " and " + records);
        }
        return refusals.get(0);
    }
}
