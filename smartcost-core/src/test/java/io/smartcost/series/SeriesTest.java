package io.smartcost.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
    private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.7e308})
    void whatIsNotANumberIsRefusedAndItsPlaceIsNamed(double value) {
        assertThatThrownBy(() -> Series.of(START, Step.DAY, 1, 2, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Point 2")
                .hasMessageContaining("2026-02-02")
                .hasMessageContaining("Add a gap");
    }

    @Test
    void monthsFollowTheCalendar() {
        Series series = Series.of(Instant.parse("2026-01-01T00:00:00Z"), Step.MONTH, 1, 2, 3);

        assertThat(series.day(2)).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(Step.MONTH.between(series.time(0), series.time(14))).isEqualTo(14);
    }

    @Test
    void secondsMakeAnyOtherStep() {
        Series series = Series.of(START, Step.ofSeconds(300), 1, 2);

        assertThat(series.time(1)).isEqualTo(START.plusSeconds(300));
        assertThat(Step.ofSeconds(86_400)).isEqualTo(Step.DAY).hasToString("day");
        assertThatThrownBy(() -> Step.ofSeconds(0)).hasMessageContaining("1 second to 100 years");
    }

    @Test
    void theValuesCannotBeChangedFromOutside() {
        double[] given = {1, 2};
        Series series = Series.of(START, Step.DAY, given);
        given[0] = 9;
        series.values()[1] = 9;

        assertThat(series.values()).containsExactly(1, 2);
        assertThat(series)
                .isEqualTo(Series.of(START, Step.DAY, 1, 2))
                .hasSameHashCodeAs(Series.of(START, Step.DAY, 1, 2));
        assertThat(series.first(1).values()).containsExactly(1);
    }

    @Test
    void anEstimateLiesWithinItsBounds() {
        assertThat(new EstimatedRange(2, 1, 3).contains(3)).isTrue();
        assertThatThrownBy(() -> new EstimatedRange(4, 1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EstimatedRange(Double.NaN, 1, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
