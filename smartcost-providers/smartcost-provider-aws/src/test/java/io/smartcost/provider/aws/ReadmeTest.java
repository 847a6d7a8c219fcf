package io.smartcost.provider.aws;

import static io.smartcost.model.CostMetric.EFFECTIVE;
import static io.smartcost.model.FocusColumn.REGION_ID;
import static io.smartcost.model.FocusColumn.SERVICE_NAME;
import static io.smartcost.model.FocusColumn.SUB_ACCOUNT_ID;
import static io.smartcost.model.TimeFrame.lastDays;
import static io.smartcost.query.CostDimension.RESOURCE;
import static io.smartcost.query.Dimension.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.query.CostTable;
import io.smartcost.query.Measure;
import io.smartcost.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.s3.S3Client;

class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void the_code_of_the_readme_runs() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (FakeCostExplorer cloud =
                FakeCostExplorer.of(new BillAnswers(new Bill(9).add(today.minusDays(20), 10, 3, 3, false)))) {
            CostExplorerClient client = cloud.client();

            // README begins
            AwsCostExplorer aws = AwsCostExplorer.using(client)
                    .by(SUB_ACCOUNT_ID, SERVICE_NAME, REGION_ID)
                    .byTags("team");
            try (SmartCost smartCost =
                    SmartCost.builder().provider(aws).folder(folder).build()) {
                SyncReport sync =
                        smartCost.sync().since(lastDays(35)).maxPaidCalls(200).run();
                System.out.println(sync.summary());
                CostTable teams = smartCost
                        .costs()
                        .during(lastDays(30))
                        .groupBy(tag("team"))
                        .fetch();
                teams.rows().forEach(row -> System.out.println(row.key() + " " + row.value() + " " + row.unit()));
            }
            // README ends

            assertThat(cloud.exchanges).hasSizeBetween(10, 200);
        }
    }

    @Test
    void the_code_of_the_readme_about_exports_runs() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        YearMonth month = YearMonth.from(today.minusMonths(1));
        try (FakeS3 cloud = new FakeS3();
                S3Client client = cloud.client()) {
            Export.in(cloud.bucket, today + "T00:00:00Z")
                    .overwrite(
                            month.toString(),
                            new CurCsv()
                                    .row(month + "-20", "Usage", "1.5", "line_item_resource_id", "i-1")
                                    .toString());

            // README of exports begins
            AwsDataExports aws = AwsDataExports.using(client, "s3://billing/exports/2024/all-costs");
            try (SmartCost smartCost =
                    SmartCost.builder().provider(aws).folder(folder).build()) {
                SyncReport sync = smartCost.sync().since(lastDays(70)).run();
                System.out.println(sync.summary());
                CostTable resources = smartCost
                        .costs()
                        .during(lastDays(60))
                        .measure(new Measure.Cost(EFFECTIVE))
                        .groupBy(RESOURCE)
                        .top(10)
                        .fetch();
                resources.rows().forEach(row -> System.out.println(row.key() + " " + row.value() + " " + row.unit()));
            }
            // README of exports ends

            assertThat(cloud.bucket.requests).anyMatch(request -> request.matches("GET .*csv"));
        }
    }

    @Test
    void the_readme_shows_the_code_that_runs() throws IOException {
        assertShown("// README begins\n", "            // README ends\n");
        assertShown("// README of exports begins\n", "            // README of exports ends\n");
    }

    private static void assertShown(String begins, String ends) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/provider/aws/ReadmeTest.java"));
        String snippet = source.substring(source.indexOf(begins) + begins.length(), source.indexOf(ends))
                .indent(-12);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "```\n");
    }
}
