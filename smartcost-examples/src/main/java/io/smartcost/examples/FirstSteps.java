package io.smartcost.examples;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.SERVICE;

import io.smartcost.SmartCost;
import io.smartcost.provider.focus.FocusFiles;
import io.smartcost.query.CostTable;
import io.smartcost.sync.SyncReport;
import java.nio.file.Path;

/** The program in the README: reads a folder of FOCUS files, keeps their costs in
 * another folder and prints the ten most expensive services of the last year. */
public final class FirstSteps {
    private FirstSteps() {}

    // README
    public static void main(String[] args) {
        FocusFiles exports = FocusFiles.in(Path.of(args[0]));

        try (SmartCost smartCost =
                SmartCost.builder().provider(exports).folder(Path.of(args[1])).build()) {
            SyncReport sync = smartCost.sync().since(lastDays(365)).run();
            System.out.println(sync.summary());

            CostTable services = smartCost
                    .costs()
                    .during(lastDays(365))
                    .groupBy(SERVICE)
                    .top(10)
                    .fetch();
            services.rows().forEach(row -> System.out.println(row.key() + " " + row.value() + " " + row.unit()));
        }
    }
    // README
}
