package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and fetches a file in a process whose heap is smaller than the file. */
class MemoryTest {
    private static final String MEBIBYTES = System.getProperty("smartcost.focus.mebibytes", "80");
    private static final String HEAP = System.getProperty("smartcost.focus.heap", "64m");

    @Test
    void a_file_larger_than_the_heap_is_read_and_fetched(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP,
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeFile.class.getName(),
                        MEBIBYTES,
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();

        assertThat(output).content(StandardCharsets.UTF_8).contains("FocusFiles.fetch");
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(output))
                .isTrue();
        try (var left = Files.list(folder)) {
            assertThat(left).as("what is left behind").containsExactly(output);
        }
    }
}
