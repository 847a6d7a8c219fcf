package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.SmartCostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process whose files may not grow beyond a size, which is what a full disk looks like from inside. */
class FullDiskTest {
    private static final String BYTES_A_FILE = "4194304";

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theErrorSaysWhatToDoAndWhatWasStoredBeforeStays() throws Exception {
        Path file = folder.resolve("costs.db");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "trap '' XFSZ; exec \"$0\" \"$@\"",
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Filling.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .contains("DuckDB failed while replacing aws/1234 on 2026-02-27")
                .contains("The disk is full or the file may not grow. Make room and try again");
        try (JdbcCostStore store = JdbcCostStore.embedded(file)) {
            assertThat(store.aggregate(Days.QUERY).totals().get("USD")).isEqualByComparingTo("6");
            store.replace(Days.TENANT, Days.partition(60_000, "1"));
            assertThat(store.aggregate(Days.QUERY).totals().get("USD")).isEqualByComparingTo("60000");
        }
    }

    /** Stores little, and then more than there is room for. */
    static final class Filling {
        public static void main(String[] arguments) throws Exception {
            JdbcCostStore store = JdbcCostStore.embedded(Path.of(arguments[0]));
            store.replace(Days.TENANT, Days.partition(3, "2"));
            // Not before: DuckDB unpacks its own code into a larger file.
            String self = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + BYTES_A_FILE)
                    .inheritIO()
                    .start()
                    .waitFor();
            try {
                store.replace(Days.TENANT, Days.partition(400_000, "1"));
            } catch (SmartCostException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
