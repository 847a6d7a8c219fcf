package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusVersion;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @Test
    void the_code_of_the_readme_runs(@TempDir Path folder) throws IOException {
        CostRecord record = CostRecord.startingAt(Instant.parse("2026-08-01T00:00:00Z"))
                .currency("USD")
                .cost(CostMetric.BILLED, new BigDecimal("1.5"))
                .build();
        List<CostRecord> records = List.of(record, record);
        FocusWriter.write(folder.resolve("costs.csv"), FocusVersion.V1_2, records);

        // README begins
        BigDecimal[] billed = {BigDecimal.ZERO};
        CostReceiver receiver = new SummingReceiver(billed);
        FocusFiles files = FocusFiles.in(folder).named("acme");
        files.fetch(files.accounts().get(0), DayRange.month(YearMonth.of(2026, 8)), receiver);

        FocusWriter.write(folder.resolve("copy.csv.gz"), FocusVersion.V1_2, records);

        CheckReport report = FocusChecker.check(folder.resolve("copy.csv.gz"));
        report.findings().forEach(finding -> System.out.println(finding.rule() + ": " + finding.count()));
        // README ends

        assertThat(billed[0]).isEqualByComparingTo("3");
        assertThat(report.rows()).isEqualTo(2);
    }

    @Test
    void the_readme_shows_the_code_that_runs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/provider/focus/ReadmeTest.java"));
        String snippet = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("        // README ends\n"))
                .indent(-8);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "```\n");
    }

    private record SummingReceiver(BigDecimal[] sum) implements CostReceiver {
        @Override
        public void partition(CostPartition partition) {
            partition.records().forEach(record -> sum[0] = sum[0].add(record.cost(CostMetric.BILLED)));
        }

        @Override
        public void refused(Refusal refusal) {
            throw new AssertionError(refusal.toString());
        }

        @Override
        public void paidCall() {}
    }
}
