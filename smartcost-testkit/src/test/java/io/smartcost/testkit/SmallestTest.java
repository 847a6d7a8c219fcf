package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plug-in is an afternoon's work: the smallest one of each kind, which passes its contract, is under 60 lines. */
class SmallestTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                SmallestCostStore.class,
                SmallestCostProvider.class,
                SmallestStateStore.class,
                SmallestNotifier.class
            })
    void isShort(Class<?> smallest) throws IOException {
        Path source = Path.of("src/test/java", smallest.getName().replace('.', '/') + ".java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(60);
    }
}
