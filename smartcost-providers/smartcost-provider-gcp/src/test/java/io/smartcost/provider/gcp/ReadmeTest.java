package io.smartcost.provider.gcp;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.CostDimension.SUB_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.BigQuery;
import io.smartcost.SmartCost;
import io.smartcost.query.CostTable;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void the_code_of_the_readme_runs() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        GeneratedExport export = new GeneratedExport(9).add(today.minusDays(20), 10, 3, 3, 1);
        try (FakeBigQuery cloud = new FakeBigQuery(ExportSchema.DETAILED, export.rows)) {
            cloud.created = Instant.now().minus(80, ChronoUnit.DAYS);
            BigQuery client = cloud.client;

            // README begins
            GcpBillingExport gcp = GcpBillingExport.using(
                            client, "billing.costs.gcp_billing_export_resource_v1_0123AB_4567CD_89EF01")
                    .byLabels("team", "env")
                    .maxBytesBilled(20L << 30);
            try (SmartCost smartCost =
                    SmartCost.builder().provider(gcp).folder(folder).build()) {
                SyncReport sync = smartCost.sync().since(lastDays(35)).run();
                System.out.println(sync.summary());
                CostTable net = smartCost
                        .costs()
                        .during(lastDays(30))
                        .groupBy(SUB_ACCOUNT, SERVICE)
                        .fetch();
                net.rows().forEach(row -> System.out.println(row.key() + " " + row.value() + " " + row.unit()));
            }
            // README ends

            assertThat(cloud.billedForCosts()).isEqualTo(2);
        }
    }

    @Test
    void the_readme_shows_the_code_that_runs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/provider/gcp/ReadmeTest.java"));
        String snippet = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("            // README ends\n"))
                .indent(-12);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "```\n");
    }
}
