package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.GeneratedCosts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an {@link EmbeddedVictim} at a random moment, again and again on one file. Each time every partition must be whole, and be that
 * of the last round that was told of or of the one that was under way. {@code -Dsmartcost.seed=N} repeats the choice of moments,
 * {@code -Dsmartcost.kills=N} takes more or fewer.
 */
@Timeout(300)
class EmbeddedKilledTest {
    private static final int KILLS = Integer.getInteger("smartcost.kills", 20);
    /** A little more than a round of 15. */
    private static final int MOST_PARTITIONS = 18;
    /** Longer than it takes to store a partition, so that it ends at any point of that. */
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(60);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("smartcost.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void what_was_stored_is_there_and_every_partition_is_whole() throws Exception {
        Path file = folder.resolve("costs.db");
        int round = 0;
        int inMidRound = 0;
        Map<String, Map<CostRecord, Integer>> before = Map.of();
        for (int kill = 0; kill < KILLS; kill++) {
            int underWay = killedIn(file, round);
            if (underWay > round) {
                before = books(underWay - 1);
            }
            Map<String, Map<CostRecord, Integer>> found = stored(file);
            Map<String, Map<CostRecord, Integer>> after = books(underWay);
            String what = "smartcost.seed=%d, kill %d, in round %d".formatted(seed, kill, underWay);
            assertThat(found.keySet()).as(what).containsAll(before.keySet());
            for (String partition : found.keySet()) {
                assertThat(List.of(before.getOrDefault(partition, Map.of()), after.get(partition)))
                        .as("%s: %s is one of the two that it may be", what, partition)
                        .contains(found.get(partition));
            }
            if (!found.equals(before) && !found.equals(after)) {
                inMidRound++;
            }
            before = found;
            round = underWay + 1;
        }
        assertThat(inMidRound)
                .as("smartcost.seed=%d: kills that left a round half done", seed)
                .isPositive();
        assertThatTheNextSyncBalances(file, round);
    }

    /** Starts with this round, and says in which round it was killed. */
    private int killedIn(Path file, int firstRound) throws IOException, InterruptedException {
        Process process = start(file, firstRound);
        int underWay = firstRound;
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            int left = 1 + random.nextInt(MOST_PARTITIONS);
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("round ")) {
                    underWay = Integer.parseInt(line.substring(6)) + 1;
                } else if (--left == 0) {
                    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE));
                    // Not process.destroyForcibly(), which also throws away what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(process.waitFor()).as("killed by a signal").isGreaterThan(128);
            return underWay;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Path file, int round) throws IOException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EmbeddedVictim.class.getName(),
                file.toString(),
                Integer.toString(round));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void assertThatTheNextSyncBalances(Path file, int round) {
        FixedClock clock = FixedClock.at(Instant.EPOCH);
        try (JdbcCostStore costs = JdbcCostStore.embedded(file);
                JdbcStateStore state = JdbcStateStore.embedded(file, clock)) {
            SyncReport report = EmbeddedVictim.sync(costs, state, clock, round);
            assertThat(report.ok() && report.balanced()).as(report.toString()).isTrue();
        }
        assertThat(stored(file)).isEqualTo(books(round));
    }

    /** How often each record is in each partition. */
    private static Map<String, Map<CostRecord, Integer>> stored(Path file) {
        try (JdbcCostStore costs = JdbcCostStore.embedded(file)) {
            Map<String, Map<CostRecord, Integer>> books = new HashMap<>();
            costs.read(Tenant.DEFAULT, PartitionSelection.of(EmbeddedVictim.DAYS), partition -> note(partition, books));
            return books;
        }
    }

    private static Map<String, Map<CostRecord, Integer>> books(int round) {
        GeneratedCosts costs = EmbeddedVictim.costs(round);
        Map<String, Map<CostRecord, Integer>> books = new HashMap<>();
        for (SourceAccount account : costs.accounts()) {
            EmbeddedVictim.DAYS
                    .days()
                    .forEach(day ->
                            note(costs.day(account, day, EmbeddedVictim.TODAY).orElseThrow(), books));
        }
        return books;
    }

    private static void note(CostPartition partition, Map<String, Map<CostRecord, Integer>> books) {
        Map<CostRecord, Integer> records = new HashMap<>();
        partition.records().forEach(record -> records.merge(record, 1, Integer::sum));
        books.put(partition.account() + " " + partition.day(), records);
    }
}
