package io.smartcost.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import io.smartcost.SmartCost;
import io.smartcost.memory.InMemoryCostStore;
import io.smartcost.memory.InMemoryStateStore;
import io.smartcost.model.Completeness;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.RestatingCostProvider.Restated;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A month that is over and was final is exported anew, with a refund in it. */
class RestatedExportsTest {
    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final DayRange DAYS = DayRange.month(MAY);
    private static final FixedClock CLOCK = FixedClock.at("2026-08-12T09:00:00Z");

    private final BlobContainerClient container = Azurite.newContainer();
    private final Export export = new Export(container, "costs/focus");
    private final AzureExports provider =
            AzureExports.using(container, "costs/focus").withClock(CLOCK);
    private final SourceAccount account = provider.accounts().get(0);

    @AfterEach
    void delete() {
        container.delete();
    }

    private void deliver(String submitted, String cost) {
        export.submitted = submitted;
        export.deliver(MAY, "a", List.of(new Export.Line(MAY.atDay(2), "EUR", new BigDecimal(cost), BigDecimal.ONE)));
    }

    private Restated since(String mark) {
        return provider.restatedSince(account, mark, new Fetched());
    }

    @Test
    void its_days_are_named_until_the_next_mark() {
        deliver("2026-07-01T04:00:00Z", "10");
        Restated first = since(null);
        assertThat(Fetched.from(provider, DAYS).completeness().values()).containsOnly(Completeness.FINAL);
        Restated unchanged = since(first.mark());
        deliver("2026-08-11T04:00:00Z", "6");
        Restated refunded = since(unchanged.mark());

        assertThat(first.days()).isEmpty();
        assertThat(unchanged.days()).isEmpty();
        assertThat(refunded.days()).hasSize(31).allMatch(DAYS::contains);
        assertThat(since(refunded.mark()).days()).isEmpty();
        assertThatThrownBy(() -> provider.restatedSince(new SourceAccount("azure", "other"), null, new Fetched()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sync_stores_the_refund() {
        try (SmartCost smartCost = SmartCost.builder()
                .provider(provider)
                .store(new InMemoryCostStore())
                .state(new InMemoryStateStore())
                .clock(CLOCK)
                .build()) {
            deliver("2026-07-01T04:00:00Z", "10");
            assertThat(smartCost.sync().since(DAYS).run().ok()).isTrue();
            deliver("2026-08-11T04:00:00Z", "6");
            assertThat(smartCost.sync().since(DAYS).run().balanced()).isTrue();

            assertThat(smartCost.costs().during(DAYS).fetch().totals().get("EUR"))
                    .isEqualByComparingTo("6");
        }
    }
}
