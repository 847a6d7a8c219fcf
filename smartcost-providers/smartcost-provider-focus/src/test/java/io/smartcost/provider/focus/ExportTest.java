package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.SmartCost;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusVersion;
import io.smartcost.model.SmartCostException;
import io.smartcost.query.CostDimension;
import io.smartcost.testkit.FixedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files through a sync into a file again. */
class ExportTest {
    private static final DayRange AUGUST = new DayRange(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 9, 1));
    private static final String COSTS = "ChargePeriodStart,BillingCurrency,BilledCost,ServiceName,x_team\n"
            + "2026-08-01,USD,1.10,Compute,a\n2026-08-02,EUR,0.000000000000000000000000000003,Storage,\n"
            + "2026-08-03,USD,7,Compute,b\n";

    @TempDir
    Path folder;

    @Test
    void whatWasSyncedIsExportedWithEveryDigitAndColumn() throws IOException {
        Path source = Files.writeString(folder.resolve("source.csv"), COSTS);
        Path target = folder.resolve("target.csv.gz");
        try (SmartCost smartCost = synced(source)) {
            smartCost.costs().during(AUGUST).export(FocusWriter.export(target, FocusVersion.V1_2));
        }

        assertThat(records(target))
                .containsExactlyInAnyOrderElementsOf(records(source))
                .hasSize(3);
    }

    @Test
    void onlyWhatTheQuestionIsAboutIsExported() throws IOException {
        Path source = Files.writeString(folder.resolve("source.csv"), COSTS);
        Path target = Files.writeString(folder.resolve("target.csv"), "what was there before");
        try (SmartCost smartCost = synced(source)) {
            smartCost
                    .costs()
                    .during(AUGUST)
                    .where(CostDimension.SERVICE.is("Storage"))
                    .export(FocusWriter.export(target, FocusVersion.V1_3));
        }

        assertThat(records(target)).hasSize(1).isSubsetOf(records(source));
    }

    @Test
    void anExportThatFailsLeavesWhatWasThere() throws IOException {
        Path target = Files.writeString(folder.resolve("target.csv"), "what was there before");

        assertThatThrownBy(() -> FocusWriter.export(target, FocusVersion.V1_2).write(reader -> {
                    throw new SmartCostException("the store is gone");
                }))
                .hasMessage("the store is gone");
        assertThat(target).hasContent("what was there before");
        assertThatThrownBy(() -> FocusWriter.export(folder.resolve("no/such/folder.csv"), FocusVersion.V1_2)
                        .write(reader -> {}))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("folder.csv");
    }

    private static SmartCost synced(Path source) {
        SmartCost smartCost = SmartCost.builder()
                .provider(FocusFiles.in(source))
                .clock(FixedClock.at("2026-10-01T00:00:00Z"))
                .build();
        assertThat(smartCost.sync().since(AUGUST).run().balanced()).isTrue();
        return smartCost;
    }

    private static List<CostRecord> records(Path file) {
        Reading reading = new Reading();
        FocusReader.read(file, reading);
        assertThat(reading.refusals).isEmpty();
        return reading.records;
    }
}
