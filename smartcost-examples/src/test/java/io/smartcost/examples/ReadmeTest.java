package io.smartcost.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says is printed is what is printed. */
class ReadmeTest {
    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void its_file_is_summed_up_as_it_shows(@TempDir Path folder) throws IOException {
        String[] blocks = readme.split("```(json)?\n");
        String file = blocks[5];
        assertThat(file).startsWith("ChargePeriodStart,");
        Path july = Files.createDirectory(folder.resolve("july"));
        Files.writeString(july.resolve("aws.csv"), file);

        Output table = Output.of(july.toString(), "--by", "SERVICE,REGION");
        Output json = Output.of(july.toString(), "--by", "SERVICE,REGION", "--json");

        assertThat(table.out()).isEqualToNormalizingNewlines(blocks[7]);
        assertThat(json.out()).isEqualTo(blocks[9]);
    }

    @Test
    void it_explains_the_options() {
        assertThat(readme).contains("```\n" + SummaryOptions.USAGE + "```\n");
        assertThat(readme).contains("```\n" + DetectOptions.USAGE + "```\n");
    }
}
