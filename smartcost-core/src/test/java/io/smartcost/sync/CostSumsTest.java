package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostSumsTest {
    @Test
    void everyDigitCountsAndCurrenciesAreKeptApart() {
        CostSums sums = CostSums.of(List.of(
                cost("EUR", "123456789012345678901234.000000000000000001"),
                cost("EUR", "-0.000000000000000001"),
                cost("USD", "7")));
        assertThat(sums.records()).isEqualTo(3);
        assertThat(sums.sum("EUR", CostMetric.BILLED)).isEqualByComparingTo("123456789012345678901234");
        assertThat(sums.sum("USD", CostMetric.BILLED)).isEqualByComparingTo("7");
        assertThat(sums.sum("USD", CostMetric.LIST)).isNull();
        assertThat(sums).hasToString("3 records; EUR: BILLED 123456789012345678901234; USD: BILLED 7");
    }

    @Test
    void equalNumbersAreEqualHoweverTheyAreWritten() {
        assertThat(CostSums.of(List.of(cost("EUR", "1.50"), cost("EUR", "1.50"))))
                .isEqualTo(CostSums.of(List.of(cost("EUR", "3"), cost("EUR", "0.000"))));
    }

    @Test
    void anUnknownCostIsNotZero() {
        CostRecord unknown =
                CostRecord.startingAt(Instant.EPOCH).currency("EUR").build();
        assertThat(CostSums.of(List.of(unknown))).isNotEqualTo(CostSums.of(List.of(cost("EUR", "0"))));
    }

    @Test
    void partsAddUpToTheWhole() {
        List<CostRecord> records = List.of(cost("EUR", "1"), cost("USD", "2.5"), cost("EUR", "-3.25"));
        CostSums parts = CostSums.of(records.subList(0, 1)).plus(CostSums.of(records.subList(1, 3)));
        assertThat(parts).isEqualTo(CostSums.of(records)).isEqualTo(parts.plus(CostSums.NONE));
    }

    @Test
    void oneLostRecordShows() {
        List<CostRecord> records = new ArrayList<>(List.of(cost("EUR", "1"), cost("EUR", "0")));
        CostSums all = CostSums.of(records);
        records.remove(1);
        assertThat(CostSums.of(records)).isNotEqualTo(all);
    }

    private static CostRecord cost(String currency, String amount) {
        return CostRecord.startingAt(Instant.EPOCH)
                .currency(currency)
                .cost(CostMetric.BILLED, new BigDecimal(amount))
                .build();
    }
}
