package io.smartcost.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's forecast and anomalies, run; and the README shows this very code. */
class OutlookTest {
    @TempDir
    Path folder;

    @TempDir
    Path kept;

    @Test
    void it_tells_what_costs_will_be_and_what_was_odd() throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate odd = today.minusDays(20);
        StringBuilder rows = new StringBuilder("ChargePeriodStart,BillingCurrency,BilledCost,ServiceName\n");
        for (LocalDate day = today.minusDays(200); day.isBefore(today); day = day.plusDays(1)) {
            BigDecimal cost = new BigDecimal(day.equals(odd) ? "500" : "10").add(noise(day));
            rows.append(day).append(",USD,").append(cost).append(",Compute\n");
        }
        Files.writeString(folder.resolve("export.csv"), rows);

        String printed = Printed.by(() -> Outlook.main(new String[] {folder.toString(), kept.toString()}));

        assertThat(printed)
                .contains("the books balance")
                .containsPattern("30 days: 3[012]\\d\\.\\d\\d USD, or \\d+\\.\\d\\d to \\d+\\.\\d\\d")
                .contains("off by ")
                .contains(odd + "T00:00:00Z SPIKE [Compute]")
                .contains("Compute");
    }

    private static BigDecimal noise(LocalDate day) {
        return BigDecimal.valueOf(Math.floorMod(day.toEpochDay() * 37, 11), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecast", "anomalies"})
    void the_readme_shows_it(String part) throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/smartcost/examples/Outlook.java"));
        String shown =
                source.split("// README " + part + "\n")[1].stripTrailing().stripIndent();

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "\n```");
    }
}
