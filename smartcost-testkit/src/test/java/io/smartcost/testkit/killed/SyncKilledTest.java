package io.smartcost.testkit.killed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.CostRecord;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.sync.SyncReport;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a sync with SIGKILL at 200 points, between and inside its calls to the provider and the stores. It is started again, and
 * killed again, up to five times, until one start ends by itself; then the books must be those of a sync that was left in peace. The points are
 * spread over all kinds of steps. {@code -Dsmartcost.seed=N} repeats a run, {@code -Dsmartcost.kills=N} takes more or fewer points.
 */
@Timeout(600)
class SyncKilledTest {
    private static final int KILLS = Integer.getInteger("smartcost.kills", 200);
    private static final int MOST_KILLS_OF_ONE = 5;
    private static final int AT_ONCE = 2;

    @TempDir
    Path folder;

    private final AtomicInteger killsLeft = new AtomicInteger(KILLS);
    private final Set<String> killedAt = new ConcurrentSkipListSet<>();

    @Test
    void theBooksAreThoseOfAnUndisturbedSync() throws Exception {
        Map<PartitionInfo, Map<CostRecord, Integer>> undisturbed = undisturbedBooks();
        List<String> steps = undisturbedSteps(folder.resolve("undisturbed"));
        long seed = Long.getLong("smartcost.seed", 1);
        Victims victims = Victims.in(folder);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> killings = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int own = i;
                Callable<?> killing = () -> {
                    Points points = new Points(steps, seed, own);
                    for (int n = 0; killsLeft.get() > 0; n++) {
                        Path victim = folder.resolve(own + "-" + n);
                        List<String> kills = killUntilItEnds(victims, victim, points);
                        assertThat(differences(books(SyncVictim.costs(victim)), undisturbed))
                                .as("smartcost.seed=%d, killed %s", seed, kills)
                                .isEmpty();
                    }
                    return own;
                };
                killings.add(threads.submit(killing));
            }
            for (Future<?> killing : killings) {
                killing.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(killsLeft.get()).as("all the kills were made").isNotPositive();
        if (KILLS >= 200) {
            assertThat(killedAt).as("smartcost.seed=%d", seed).containsAll(steps);
        }
    }

    private List<String> killUntilItEnds(Victims victims, Path victim, Points points) throws Exception {
        List<String> kills = new ArrayList<>();
        while (true) {
            boolean mayKill = kills.size() < MOST_KILLS_OF_ONE && killsLeft.get() > 0;
            int step = !mayKill ? 0 : kills.isEmpty() ? points.first() : points.later();
            Process process = victims.start(victim, kills.size(), step);
            try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
                String name = told.readLine();
                if (name == null) {
                    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                    assertThat(process.exitValue())
                            .as("after being killed %s", kills)
                            .isZero();
                    return kills;
                }
                process.toHandle().destroyForcibly();
                assertThat(process.waitFor()).as("killed by a signal").isGreaterThan(128);
                kills.add(name);
                killedAt.add(name);
                killsLeft.decrementAndGet();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** In memory, so by other stores than those of the victims. */
    private static Map<PartitionInfo, Map<CostRecord, Integer>> undisturbedBooks() {
        Clock clock = SyncVictim.clock(0);
        CostStore costs = new InMemoryCostStore();
        SyncReport report = SyncVictim.sync(costs, new InMemoryStateStore(clock), clock, step -> {});
        assertThat(report.ok()).isTrue();
        Map<PartitionInfo, Map<CostRecord, Integer>> books = books(costs);
        assertThat(books).hasSize(3 * SyncVictim.DAYS.length());
        assertThat(books.values()).anySatisfy(records -> assertThat(records).hasSizeGreaterThan(2));
        return books;
    }

    /** By the stores of the victims, because a store decides how often it goes through the records. */
    private static List<String> undisturbedSteps(Path folder) {
        Clock clock = SyncVictim.clock(0);
        List<String> steps = new ArrayList<>();
        SyncVictim.sync(SyncVictim.costs(folder), SyncVictim.state(folder, clock), clock, steps::add);
        return steps;
    }

    /** How often each record is in each partition. */
    private static Map<PartitionInfo, Map<CostRecord, Integer>> books(CostStore costs) {
        Map<PartitionInfo, Map<CostRecord, Integer>> books = new HashMap<>();
        costs.read(Tenant.DEFAULT, PartitionSelection.of(SyncVictim.DAYS), partition -> {
            Map<CostRecord, Integer> records = new HashMap<>();
            partition.records().forEach(record -> records.merge(record, 1, Integer::sum));
            long count = records.values().stream().mapToLong(n -> n).sum();
            books.put(
                    new PartitionInfo(partition.account(), partition.day(), partition.completeness(), count, ""),
                    records);
        });
        return books;
    }

    private static Set<PartitionInfo> differences(
            Map<PartitionInfo, Map<CostRecord, Integer>> found, Map<PartitionInfo, Map<CostRecord, Integer>> wanted) {
        Set<PartitionInfo> differences = new TreeSet<>(found.keySet());
        differences.addAll(wanted.keySet());
        differences.removeIf(partition ->
                wanted.containsKey(partition) && wanted.get(partition).equals(found.get(partition)));
        return differences;
    }

    /** The numbers of the steps at which to kill. */
    private static final class Points {
        private final List<List<Integer>> byKind;
        private final int count;
        private final Random random;
        private int next;

        /** @param part of {@link #AT_ONCE} equal parts: where among the kinds to begin */
        private Points(List<String> steps, long seed, int part) {
            Map<String, List<Integer>> numbers = new TreeMap<>();
            for (int i = 0; i < steps.size(); i++) {
                numbers.computeIfAbsent(steps.get(i), kind -> new ArrayList<>()).add(i + 1);
            }
            this.byKind = new ArrayList<>(numbers.values());
            this.count = steps.size();
            this.random = new Random(seed * AT_ONCE + part);
            this.next = part * byKind.size() / AT_ONCE;
            Collections.shuffle(byKind, new Random(seed));
        }

        /** In a first start: one kind of step after the other, and of each kind any one. */
        private int first() {
            List<Integer> ofKind = byKind.get(next++ % byKind.size());
            return ofKind.get(random.nextInt(ofKind.size()));
        }

        /** In a later start, which has less to do and other steps at the same numbers: any. */
        private int later() {
            return 1 + random.nextInt(count);
        }
    }
}
