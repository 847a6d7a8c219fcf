package io.smartcost.storage.jdbc;

import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @Test
    void theCodeOfTheReadmeRuns(@TempDir Path folder) {
        Tenant tenant = Days.TENANT;
        CostPartition day = Days.partition(3, "2");
        DayRange days = DayRange.of(Days.DAY);
        DataSource dataSource = TestDatabase.POSTGRESQL.fresh();

        // README begins
        try (JdbcCostStore costs = JdbcCostStore.embedded(folder.resolve("costs.db"))) {
            costs.replace(tenant, day);
            System.out.println(
                    costs.aggregate(CostQuery.of(tenant, days).groupBy(SERVICE)).rows());
        }

        JdbcCostStore shared = JdbcCostStore.on(dataSource); // a pool over PostgreSQL, for instance
        shared.createIfMissing(); // or run what shared.ddl() prints
        shared.replace(tenant, day);
        // README ends

        try (JdbcCostStore again = JdbcCostStore.embedded(folder.resolve("costs.db"))) {
            assertThat(again.aggregate(Days.QUERY)).isEqualTo(shared.aggregate(Days.QUERY));
            assertThat(again.aggregate(Days.QUERY).totals().get("USD")).isEqualByComparingTo("6");
        }
    }

    @Test
    void theReadmeShowsTheCodeThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/smartcost/storage/jdbc/ReadmeTest.java"));
        String snippet = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("        // README ends\n"))
                .indent(-8);

        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "```\n");
    }
}
