package io.smartcost.testkit.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.spi.PartitionSelection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts cannot reach: several processes at once, and processes that are killed. */
@Timeout(120)
class ProcessesTest {
    private static final int TIMES = 100;

    @TempDir
    Path folder;

    @Test
    void noIncrementIsLostBetweenProcesses() throws Exception {
        FileStateStore store = new FileStateStore(folder, Clock.systemUTC());
        store.put(Incrementing.COUNTER, "0", null, null);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(start(Incrementing.class, folder.toString(), Integer.toString(TIMES)));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(store.get(Incrementing.COUNTER).orElseThrow().json())
                .isEqualTo(Integer.toString(processes.size() * TIMES));
    }

    @Test
    void aPartitionIsWholeAfterTheProcessIsKilled() throws Exception {
        FileCostStore store = new FileCostStore(folder);
        for (int stored : List.of(1, 3, 20, 60)) {
            Process process = start(Replacing.class, folder.toString());
            int last = killAfter(process, stored);
            List<CostPartition> found = new ArrayList<>();
            store.read(Tenant.DEFAULT, PartitionSelection.of(DayRange.of(Replacing.DAY)), found::add);
            assertThat(found).hasSize(1);
            List<BigDecimal> costs = new ArrayList<>();
            for (CostRecord record : found.get(0).records()) {
                costs.add(record.cost(CostMetric.BILLED));
            }
            assertThat(costs).as("%d was stored, perhaps one more was", last).hasSizeBetween(last, last + 1);
            assertThat(costs).containsOnly(new BigDecimal(costs.size()));
        }
    }

    /** Kills the process when it has told that it stored so many, and says how many it told of in the end. */
    private static int killAfter(Process process, int stored) throws IOException {
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int last = 0;
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                last = Integer.parseInt(line);
                if (last == stored) {
                    // Not process.destroyForcibly(), which also throws away what is still to be read.
                    process.toHandle().destroyForcibly();
                }
            }
            return last;
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
