package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestDecimalTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "0.10000000000000001, 0.1",
        "0.1000000000000000055511151231257827, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "0.79999999999999993, 0.7999999999999999",
        "1E-45, 1E-45",
        "4.9406564584124654e-324, 5E-324",
        "4.94065645841247E-324, 5E-324",
        "1.7976931348623157e+308, 1.7976931348623157E+308",
        "5.6843418860808015e-14, 5.684341886080802E-14",
        "9007199254740993, 9007199254740992",
        "-0.0, 0",
        "0, 0",
        "-12.5, -12.5",
        // What Double.toString of JDK 17 makes longer than need be (JDK-4511638).
        "1.9999999999999999e23, 2E+23",
        "2.0000000000000001e-3, 0.002",
    })
    void a_text_becomes_the_decimal_that_was_meant(String text, BigDecimal meant) {
        assertThat(ShortestDecimal.of(text)).isEqualByComparingTo(meant);
    }

    @ParameterizedTest
    @MethodSource("io.smartcost.provider.gcp.Seeds#some")
    void any_number_in_any_form_becomes_its_shortest_decimal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double value = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextDouble() * 1000 * (random.nextInt(3) - 1);
                default -> Math.scalb(1.0, random.nextInt(2000) - 1000);
            };
            if (Double.isFinite(value) && value != 0) {
                BigDecimal shortest = Shortest.of(value);
                assertThat(shortest.doubleValue()).isEqualTo(value);
                assertThat(ShortestDecimal.of(Shortest.sent(value))).isEqualByComparingTo(shortest);
                assertThat(ShortestDecimal.of(Double.toString(value))).isEqualByComparingTo(shortest);
                assertThat(ShortestDecimal.of(new BigDecimal(value).toString())).isEqualByComparingTo(shortest);
            }
        }
    }

    @Test
    void every_amount_in_micros_stays_as_it_was_written() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            BigDecimal written = BigDecimal.valueOf(random.nextInt(), 6);
            assertThat(ShortestDecimal.of(Shortest.sent(written.doubleValue()))).isEqualByComparingTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "inf", "", "1,5", "12345678901234567e400"})
    void what_is_no_number_is_refused(String text) {
        assertThatThrownBy(() -> ShortestDecimal.of(text)).isInstanceOf(NumberFormatException.class);
    }
}
