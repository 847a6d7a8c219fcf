package io.smartcost.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.spi.Refusal;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {
    private final RefusedRows rows = new RefusedRows();

    @Test
    void aRowOfAFileCountsOnceHoweverOftenTheFileIsRead() {
        for (int range = 0; range < 3; range++) {
            rows.begin();
            rows.add(row("a.csv", 7));
            rows.add(row("b.csv", 7));
            rows.accept();
        }
        assertThat(rows.count()).isEqualTo(2);
        assertThat(rows.first()).containsExactly(row("a.csv", 7), row("b.csv", 7));
    }

    @Test
    void whatHasNoLineCountsOnceForEachRangeWhateverFailedTriesFound() {
        rows.begin();
        rows.add(row("page 1", 0));
        rows.begin();
        rows.add(row("page 1", 0));
        rows.add(row("page 1", 0));
        rows.accept();
        rows.begin();
        rows.add(row("page 1", 0));
        assertThat(rows.count()).isEqualTo(3);
        assertThat(rows.first()).hasSize(3);
    }

    @Test
    void theCountIsExactAndTheFirstThousandAreKept() {
        rows.begin();
        for (int line = 1; line <= 2_500; line++) {
            rows.add(row("a.csv", line));
        }
        rows.accept();
        assertThat(rows.count()).isEqualTo(2_500);
        assertThat(rows.first()).hasSize(1_000).last().isEqualTo(row("a.csv", 1_000));
    }

    private static Refusal row(String source, long line) {
        return new Refusal(source, line, "BilledCost", "not a number");
    }
}
