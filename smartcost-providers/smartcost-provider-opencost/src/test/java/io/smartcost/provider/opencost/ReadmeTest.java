package io.smartcost.provider.opencost;

import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.CostDimension.SUB_ACCOUNT;
import static io.smartcost.query.Dimension.provider;
import static io.smartcost.query.Measure.EFFECTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.query.CostTable;
import io.smartcost.spi.Secret;
import io.smartcost.spi.SecretSource;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void the_code_of_the_readme_runs() {
        try (StandIn standIn = new StandIn()) {
            LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            standIn.answer("/model", yesterday, "{\"data\":[{\"a\":{\"cpuCost\":1.5,\"totalCost\":1.5}}]}");
            URI address = standIn.uri("/model");
            SecretSource secrets = reference -> Optional.of(new Secret("t0ken"));

            // README begins
            Cluster prod = Cluster.at("prod", address).bearerToken("env:KUBECOST_TOKEN");
            OpenCost clusters = OpenCost.of(prod).secrets(secrets);
            try (SmartCost smartCost =
                    SmartCost.builder().provider(clusters).folder(folder).build()) {
                SyncReport sync = smartCost.sync().since(lastDays(14)).run();
                CostTable namespaces = smartCost
                        .costs()
                        .during(lastDays(14))
                        .where(provider("Kubernetes"))
                        .groupBy(SUB_ACCOUNT, SERVICE)
                        .measure(EFFECTIVE)
                        .fetch();
                // README ends

                assertThat(sync.balanced()).as(sync.summary()).isTrue();
                assertThat(namespaces.totals().get("USD")).isEqualByComparingTo("1.5");
            }
        }
    }

    @Test
    void the_readme_shows_the_code_that_runs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/provider/opencost/ReadmeTest.java"));
        String snippet = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("                // README ends\n"))
                .indent(-12);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "}\n```\n");
    }
}
