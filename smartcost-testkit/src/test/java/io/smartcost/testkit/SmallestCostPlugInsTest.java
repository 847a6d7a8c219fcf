package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smallest store and the smallest provider that pass their contracts are under 60 lines. */
class SmallestCostPlugInsTest {
    @ParameterizedTest
    @ValueSource(classes = {SmallestCostStore.class, SmallestCostProvider.class})
    void areShort(Class<?> smallest) throws IOException {
        Path source = Path.of("src/test/java", smallest.getName().replace('.', '/') + ".java");
        assertThat(Files.readAllLines(source)).hasSizeLessThan(60);
    }
}
