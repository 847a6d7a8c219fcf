package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.aggregate.CachedCostStore;
import io.smartcost.model.DayRange;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.spi.AggregatingCostStore;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The cache over a store that cannot aggregate itself. */
class CachedCostStoreTest extends AggregatingCostStoreContract {
    @Override
    protected AggregatingCostStore emptyStore() {
        return new CachedCostStore(new SmallestCostStore(), 10_000, Duration.ofMinutes(1));
    }

    @Test
    void anAnswerIsForgottenForExactlyTheDaysThatChanged() {
        CachedCostStore cached = new CachedCostStore(new SmallestCostStore(), 10_000, Duration.ofMinutes(1));
        LocalDate saturday = FRIDAY.plusDays(1);
        cached.replace(ACME, partition(FRIDAY, cost(FRIDAY, "1")));
        cached.replace(ACME, partition(saturday, cost(saturday, "2")));
        CostQuery ofFriday = CostQuery.of(ACME, DayRange.of(FRIDAY));
        CostQuery ofSaturday = ofFriday.during(DayRange.of(saturday)).groupBy(CostDimension.DAY);
        cached.aggregate(ofFriday);
        cached.aggregate(ofSaturday);
        assertThat(cached.hitRatio()).isZero();

        cached.replace(ACME, partition(saturday, cost(saturday, "3")));

        assertThat(cached.aggregate(ofSaturday).rows().get(0).value()).isEqualByComparingTo("3");
        assertThat(cached.hitRatio()).as("Saturday is asked of the store anew").isZero();
        assertThat(cached.aggregate(ofFriday).rows().get(0).value()).isEqualByComparingTo("1");
        assertThat(cached.hitRatio()).as("Friday is remembered").isEqualTo(0.25);
        cached.replace(GLOBEX, partition(FRIDAY, cost(FRIDAY, "4")));
        cached.aggregate(ofFriday);
        assertThat(cached.hitRatio()).as("another tenant's change is none").isEqualTo(0.4);
    }
}
