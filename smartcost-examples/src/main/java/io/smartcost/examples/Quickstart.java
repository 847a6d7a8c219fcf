package io.smartcost.examples;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.PROVIDER;
import static io.smartcost.query.CostDimension.SERVICE;

import io.smartcost.SmartCost;
import io.smartcost.model.TimeFrame;
import io.smartcost.provider.focus.FocusFiles;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What SmartCost does, in a few seconds: reads the FOCUS files of three invented clouds and tells what they cost. */
public final class Quickstart {
    /** A day that is always the same, so that what is printed is too. */
    static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-10T09:00:00Z"), ZoneOffset.UTC);

    private static final TimeFrame DAYS = lastDays(120);

    private Quickstart() {}

    public static void main(String[] args) throws IOException {
        QuickstartScreen screen = new QuickstartScreen(Terminal.printer(System.out), Terminal.isWatched());
        try (InventedExports exports = InventedExports.during(DAYS, TODAY)) {
            screen.written(exports);
            SyncReport sync = show(exports.folder(), screen);
            screen.books(exports, sync);
            screen.whereNext();
        }
    }

    static SyncReport show(Path folder, QuickstartScreen screen) {
        // These clouds close a month three days after its end. A real one takes longer: 15 days, if nothing is said.
        FocusFiles files = FocusFiles.in(folder).finalAfter(3).withClock(TODAY);

        try (SmartCost smartCost =
                SmartCost.builder().provider(files).clock(TODAY).build()) {
            SyncReport sync =
                    smartCost.sync().since(DAYS).listener(screen::progress).run();

            screen.clouds(smartCost.costs().during(DAYS).groupBy(PROVIDER).fetch());
            screen.services(
                    smartCost.costs().during(DAYS).groupBy(SERVICE).top(5).fetch());
            screen.days(smartCost.costs().during(lastDays(14)).groupBy(DAY).fetch());
            return sync;
        }
    }
}
