package io.smartcost.examples;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.PROVIDER;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.Measure.RECORDS;

import io.smartcost.Costs;
import io.smartcost.SmartCost;
import io.smartcost.model.TimeFrame;
import io.smartcost.provider.focus.FocusFiles;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What SmartCost does, in a few seconds: reads the FOCUS files of three invented clouds and tells what they cost. It keeps that in a
 * folder, {@code smartcost-quickstart} or the one that the first argument names, and the next run goes on from there.
 */
public final class Quickstart {
    /** A day that is always the same, so that what is printed is too. */
    static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-10T09:00:00Z"), ZoneOffset.UTC);

    private static final TimeFrame DAYS = lastDays(120);

    private Quickstart() {}

    public static void main(String[] args) throws IOException {
        Path kept = Path.of(args.length == 0 ? "smartcost-quickstart" : args[0]);
        QuickstartScreen screen = new QuickstartScreen(Terminal.printer(System.out), Terminal.isWatched());
        try (InventedExports exports = InventedExports.during(DAYS, TODAY)) {
            screen.written(exports);
            show(exports, kept, screen);
            screen.whereNext();
        }
    }

    static SyncReport show(InventedExports exports, Path kept, QuickstartScreen screen) {
        // These clouds close a month three days after its end. A real one takes longer: 15 days, if nothing is said.
        FocusFiles files = FocusFiles.in(exports.folder()).finalAfter(3).withClock(TODAY);

        try (SmartCost smartCost =
                SmartCost.builder().provider(files).folder(kept).clock(TODAY).build()) {
            Costs all = smartCost.costs().during(DAYS).measure(RECORDS);
            screen.kept(kept, all.fetch());
            SyncReport sync =
                    smartCost.sync().since(DAYS).listener(screen::progress).run();

            screen.clouds(smartCost.costs().during(DAYS).groupBy(PROVIDER).fetch());
            screen.services(
                    smartCost.costs().during(DAYS).groupBy(SERVICE).top(5).fetch());
            screen.days(smartCost.costs().during(lastDays(14)).groupBy(DAY).fetch());
            screen.books(exports, sync, all.fetch());
            return sync;
        }
    }
}
