package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path EXAMPLE = Path.of("src/test/java/io/smartcost/example/MyStoreTest.java");

    @Test
    void itsExampleIsCompiledAndRun() throws IOException {
        List<String> source = Files.readAllLines(EXAMPLE);
        assertThat(source.get(0)).startsWith("package ");
        assertThat(Files.readString(Path.of("README.md")))
                .contains("```java\n" + String.join("\n", source.subList(2, source.size())) + "\n```");
    }
}
