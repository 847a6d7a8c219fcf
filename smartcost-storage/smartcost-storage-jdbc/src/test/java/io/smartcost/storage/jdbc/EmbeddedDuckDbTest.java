package io.smartcost.storage.jdbc;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.query.CostTable;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.GeneratedCosts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets who adds the module and says nothing, or names a folder. */
class EmbeddedDuckDbTest {
    private static final FixedClock CLOCK = FixedClock.at("2026-08-10T09:00:00Z");

    @TempDir
    Path folder;

    private SmartCost.Builder builder() {
        return SmartCost.builder()
                .provider(GeneratedCosts.seeded(7).provider(CLOCK))
                .clock(CLOCK)
                .folder(folder.resolve("new"));
    }

    @Test
    void whatWasSyncedIsThereAfterARestart() {
        CostTable before;
        try (SmartCost smartCost = builder().build()) {
            SyncReport sync = smartCost.sync().since(lastDays(20)).run();
            assertThat(sync.ok()).as(sync.summary()).isTrue();
            before =
                    smartCost.costs().during(lastDays(20)).groupBy(DAY, SERVICE).fetch();
            assertThat(before.rows()).hasSizeGreaterThan(20);
        }
        assertThat(folder.resolve("new/costs.duckdb")).exists();

        try (SmartCost smartCost = builder().build()) {
            assertThat(smartCost
                            .costs()
                            .during(lastDays(20))
                            .groupBy(DAY, SERVICE)
                            .fetch())
                    .isEqualTo(before);
            assertThat(smartCost.sync().since(lastDays(20)).run().daysReplaced())
                    .as("the checkpoints are there too: only what may still move is read again")
                    .isLessThan(20 * GeneratedCosts.seeded(7).accounts().size());
        }
    }

    @Test
    void twoInstancesOfOneProcessSeeEachOthersCostsInTime() {
        // One that works in the caller's thread, so that days are in memory when the first answer is there.
        try (SmartCost one = builder().executor(Runnable::run).build();
                SmartCost other = builder().executor(Runnable::run).build()) {
            assertThat(one.sync().since(lastDays(20)).run().ok()).isTrue();
            DayRange days = one.costs().during(lastDays(20)).query().days();
            one.costs().during(days).groupBy(SERVICE).fetch();
            CostTable before = other.costs().during(days).groupBy(DAY, SERVICE).fetch();

            // The next day the cloud restates what it sent.
            CLOCK.advance(Duration.ofDays(1));
            assertThat(other.sync().since(lastDays(21)).run().ok()).isTrue();

            // Not asked by this one before, so that no remembered answer is given.
            assertThat(one.costs().during(days).groupBy(DAY, SERVICE).fetch())
                    .isEqualTo(other.costs().during(days).groupBy(DAY, SERVICE).fetch())
                    .isNotEqualTo(before);
        } finally {
            CLOCK.advance(Duration.ofDays(-1));
        }
    }

    @Test
    void aFolderAndAStoreContradictEachOther() {
        assertThatThrownBy(() -> builder().store(new InMemoryCostStore()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing would be kept in the folder");
    }

    @Test
    void aFolderThatIsAFileIsToldSo() throws Exception {
        Files.writeString(folder.resolve("new"), "a file");

        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining(folder.resolve("new").toString());
    }
}
