package io.smartcost;

import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.Dimension.provider;
import static io.smartcost.query.Dimension.tag;
import static io.smartcost.query.Measure.EFFECTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tags;
import io.smartcost.query.CostJson;
import io.smartcost.query.CostTable;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.CostStore;
import io.smartcost.sync.SyncReport;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's example, compiled and run; and the README shows this very code. */
class ReadmeTest {
    private static final SourceAccount ACCOUNT = new SourceAccount("one", "1");

    @Test
    void itsExampleAnswers() {
        String json = example(new OneCost(), DayRange.of(LocalDate.of(2026, 8, 1)));

        assertThat(CostJson.readTable(json).totals()).containsEntry("USD", new BigDecimal("12.345"));
    }

    private static String example(CostProvider provider, DayRange days) {
        // README
        CostStore store = new InMemoryCostStore();
        try (SmartCost smartCost =
                SmartCost.builder().provider(provider).store(store).build()) {
            SyncReport report = smartCost.sync().since(days).run();
            CostTable spend = smartCost
                    .costs()
                    .during(days)
                    .where(provider("AWS").and(tag("env").is("prod")))
                    .groupBy(DAY, SERVICE)
                    .measure(EFFECTIVE)
                    .fetch();
            String json = CostJson.write(spend);
            // README
            assertThat(report.balanced()).isTrue();
            return json;
        }
    }

    @Test
    void itShowsTheExample() throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/ReadmeTest.java"));
        String shown = source.split("// README\n")[1].stripIndent().stripTrailing();

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + shown + "\n}\n```");
    }

    private static final class OneCost implements CostProvider {
        @Override
        public String name() {
            return "one";
        }

        @Override
        public List<SourceAccount> accounts() {
            return List.of(ACCOUNT);
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            CostRecord record = CostRecord.startingAt(
                            days.start().atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency("USD")
                    .cost(CostMetric.EFFECTIVE, new BigDecimal("12.345"))
                    .text(FocusColumn.PROVIDER_NAME, "AWS")
                    .tags(Tags.of(Map.of("env", "prod")))
                    .build();
            receiver.partition(new CostPartition(account, days.start(), Completeness.FINAL, List.of(record)));
        }
    }
}
