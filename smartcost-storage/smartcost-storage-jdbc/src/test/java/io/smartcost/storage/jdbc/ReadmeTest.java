package io.smartcost.storage.jdbc;

import static io.smartcost.query.CostDimension.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.SmartCost;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.spi.CostProvider;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.GeneratedCosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    @Test
    void theCodeOfTheReadmeRuns(@TempDir Path folder) {
        DayRange days = new DayRange(LocalDate.parse("2026-08-16"), LocalDate.parse("2026-08-21"));
        CostProvider provider =
                GeneratedCosts.seeded(7).services(3).resources(3).provider(FixedClock.at("2026-09-01T00:00:00Z"));
        DataSource dataSource = TestDatabase.POSTGRESQL.fresh();

        // README begins
        Path file = folder.resolve("costs.db");
        try (JdbcCostStore costs = JdbcCostStore.embedded(file);
                JdbcStateStore state = JdbcStateStore.embedded(file);
                SmartCost smartCost = SmartCost.builder()
                        .provider(provider)
                        .store(costs)
                        .state(state)
                        .build()) {
            System.out.println(smartCost.sync().since(days).run().summary());
        }

        JdbcCostStore costs = JdbcCostStore.on(dataSource); // a pool over PostgreSQL, for instance
        JdbcStateStore state = JdbcStateStore.on(dataSource);
        costs.createIfMissing(); // or run what ddl() prints
        state.createIfMissing();
        // README ends

        try (SmartCost shared =
                SmartCost.builder().provider(provider).store(costs).state(state).build()) {
            assertThat(shared.sync().since(days).run().balanced()).isTrue();
        }
        CostQuery query = CostQuery.of(Tenant.DEFAULT, days).groupBy(SERVICE);
        try (JdbcCostStore again = JdbcCostStore.embedded(file)) {
            assertThat(again.aggregate(query).rows()).isNotEmpty();
            assertThat(again.aggregate(query)).isEqualTo(costs.aggregate(query));
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
