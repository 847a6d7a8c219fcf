package io.smartcost.provider.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each row of a delivery has a currency of its own. */
class FiftyCurrenciesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

    @Test
    void they_stay_apart() {
        String rows = IntStream.range(0, 50)
                .mapToObj(
                        i -> DAY + "T00:00:00Z,X" + (char) ('A' + i / 10) + (char) ('A' + i % 10) + "," + i + ".25,\n")
                .collect(Collectors.joining());
        Shelf shelf = new Shelf();
        shelf.deliver("2026-08", "2026-08-06", Shelf.HEADER + rows);
        Received received = new Received();

        DeliveredCosts.of(shelf).fetch(new SourceAccount("focus", "shelf"), DayRange.of(DAY), received);

        List<CostRecord> records = received.days.get(DAY);
        assertThat(records)
                .extracting(CostRecord::currency)
                .doesNotHaveDuplicates()
                .hasSize(50);
        assertThat(records)
                .extracting(record -> record.cost(CostMetric.BILLED))
                .contains(new BigDecimal("0.25"), new BigDecimal("49.25"));
    }
}
