package io.smartcost.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program, run; and the README shows this very code. */
class FirstStepsTest {
    @TempDir
    Path folder;

    @TempDir
    Path kept;

    @Test
    void it_prints_the_most_expensive_services() throws IOException {
        // A week ago by the machine's clock, which the program goes by: well within the days that it asks for.
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(7);
        Files.writeString(
                folder.resolve("export.csv"),
                "ChargePeriodStart,BillingCurrency,BilledCost,ServiceName\n" + day + ",USD,1.25,Storage\n" + day
                        + ",USD,12.5,Compute\n");

        assertThat(Printed.by(() -> FirstSteps.main(new String[] {folder.toString(), kept.toString()})))
                .contains("the books balance")
                .contains("[Compute] 12.5 USD" + System.lineSeparator() + "[Storage] 1.25 USD");
    }

    @Test
    void the_readme_shows_it() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/smartcost/examples/FirstSteps.java"));
        String shown = source.split("// README\n")[1].stripTrailing();

        assertThat(Files.readString(Path.of("../README.md")))
                .contains("```java\npublic final class FirstSteps {\n" + shown + "\n}\n```");
    }
}
