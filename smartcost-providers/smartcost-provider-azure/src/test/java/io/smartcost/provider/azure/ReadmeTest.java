package io.smartcost.provider.azure;

import static io.smartcost.model.FocusColumn.REGION_ID;
import static io.smartcost.model.FocusColumn.SERVICE_NAME;
import static io.smartcost.model.FocusColumn.SUB_ACCOUNT_ID;
import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.Dimension.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.storage.blob.BlobContainerClient;
import io.smartcost.SmartCost;
import io.smartcost.model.SourceAccount;
import io.smartcost.query.CostTable;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void the_code_of_the_readme_runs() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (FakeCostManagement cloud =
                FakeCostManagement.of(new BillAnswers(new Bill(9).add(today.minusDays(20), 10, 3, 3, false)))) {
            AzureScope scope = AzureScope.subscription("11111111-2222-3333-4444-555555555555");
            HttpPipeline pipeline = FakeCostManagement.pipeline();
            AzureCostManagement azure =
                    azure(pipeline, scope).at(cloud.endpoint()).withQuota(1_000_000, 1_000_000, 1_000_000);

            // README begins
            try (SmartCost smartCost =
                    SmartCost.builder().provider(azure).folder(folder).build()) {
                SyncReport sync = smartCost.sync().since(lastDays(35)).run();
                System.out.println(sync.summary());
                CostTable teams = smartCost
                        .costs()
                        .during(lastDays(30))
                        .groupBy(tag("team"))
                        .fetch();
                teams.rows().forEach(row -> System.out.println(row.key() + " " + row.value() + " " + row.unit()));
            }
            // README ends

            assertThat(cloud.exchanges).hasSize(4);
        }
    }

    private static AzureCostManagement azure(HttpPipeline pipeline, AzureScope scope) {
        // Provider begins
        AzureCostManagement azure = AzureCostManagement.using(pipeline, scope)
                .by(SUB_ACCOUNT_ID, SERVICE_NAME, REGION_ID)
                .byTag("team");
        // Provider ends
        return azure;
    }

    @Test
    void a_pipeline_is_made_of_a_credential() {
        TokenCredential credential = request -> Mono.just(new AccessToken("any", OffsetDateTime.MAX));

        // Pipeline begins
        HttpPipeline pipeline = new HttpPipelineBuilder()
                .policies(new BearerTokenAuthenticationPolicy(credential, "https://management.azure.com/.default"))
                .build();
        // Pipeline ends

        assertThat(pipeline.getPolicyCount()).isEqualTo(1);
        assertThat(pipeline.getHttpClient()).isNotNull();
    }

    @Test
    void exports_are_read_through_a_client_of_the_container() {
        BlobContainerClient containerClient = Azurite.client("https://account.blob.core.windows.net", "costs");

        // Exports begins
        AzureExports exports = AzureExports.using(containerClient, "costs/focus-daily");
        // Exports ends

        assertThat(exports.accounts()).containsExactly(new SourceAccount("azure", "costs/focus-daily"));
    }

    @Test
    void the_readme_shows_the_code_that_runs() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/provider/azure/ReadmeTest.java"));
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme)
                .contains("```java\n" + between(source, "Pipeline", 8) + between(source, "Provider", 8)
                        + between(source, "README", 12) + "```\n")
                .contains("```java\n" + between(source, "Exports", 8) + "```\n");
    }

    private static String between(String source, String part, int indent) {
        String begin = "// " + part + " begins\n";
        int end = source.indexOf("// " + part + " ends\n");
        String lines = source.substring(source.indexOf(begin) + begin.length(), end);
        return lines.substring(0, lines.lastIndexOf('\n') + 1).indent(-indent);
    }
}
