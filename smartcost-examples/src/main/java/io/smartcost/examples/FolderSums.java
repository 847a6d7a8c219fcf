package io.smartcost.examples;

import io.smartcost.aggregate.RecordAggregation;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.provider.focus.FocusReader;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sends every row of every file through two aggregations: one for the totals, one for the groups. */
final class FolderSums {
    static final int MOST_LISTED = 100_000;

    private final RecordAggregation totals;
    private final RecordAggregation groups;
    private final List<Refusal> refusals = new ArrayList<>();
    private long read;
    private long refused;
    private boolean complete = true;

    private FolderSums(SummaryOptions options) {
        totals = new RecordAggregation(options.query(List.of()));
        groups = new RecordAggregation(options.query(options.by()));
    }

    static Summary of(SummaryOptions options, ReadingProgress progress) throws IOException {
        FolderSums sums = new FolderSums(options);
        CostFiles files = CostFiles.in(options.source(), sums::unreadable);
        progress.begin(files.bytes());
        for (Path file : files.paths()) {
            sums.read(file, files.nameOf(file), progress);
        }
        progress.end();
        return new Summary(
                files.paths().size(),
                sums.read,
                sums.refused,
                sums.refusals,
                sums.complete,
                sums.totals.rows(),
                sums.groups.rows());
    }

    private void read(Path file, String name, ReadingProgress progress) {
        try (InputStream in = progress.watch(Files.newInputStream(file))) {
            complete &= FocusReader.read(in, name, new Rows(name)).complete();
        } catch (IOException e) {
            unreadable(name, e);
        }
    }

    private void unreadable(String name, IOException failure) {
        complete = false;
        refuse(new Refusal(
                name, 0, null, "Nothing of it can be read (" + failure + "). Check that it is there and may be read"));
    }

    private void refuse(Refusal refusal) {
        refused++;
        if (refusals.size() < MOST_LISTED) {
            refusals.add(refusal);
        }
    }

    private final class Rows implements FocusReader.RowHandler {
        private final String file;

        Rows(String file) {
            this.file = file;
        }

        @Override
        public void record(CostRecord record, long line) {
            if (SummaryOptions.ALL_DAYS.contains(record.day())) {
                read++;
                totals.add(record);
                groups.add(record);
            } else {
                String column = FocusColumn.CHARGE_PERIOD_START.title();
                refuse(new Refusal(file, line, column, record.day() + " is not a day of " + SummaryOptions.ALL_DAYS));
            }
        }

        @Override
        public void refused(Refusal refusal) {
            refuse(refusal);
        }
    }
}
