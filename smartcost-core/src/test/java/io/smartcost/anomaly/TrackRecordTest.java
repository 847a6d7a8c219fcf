package io.smartcost.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackRecordTest {
    private static final int DAYS = 1_500;

    @ParameterizedTest(name = "every {0} days")
    @ValueSource(ints = {3, 4, 5, 10, 20})
    void whatCameOftenIsNotSaidToBeRare(int every) {
        TrackRecord record = new TrackRecord();
        for (int day = 0; day < DAYS; day++) {
            record.learn(day % every == 0 ? 1 : 300, Direction.UP);
        }
        assertThat(record.corrected(1, Direction.UP)).isBetween(0.15 * 365 / every, 365.0 / every);
    }

    @Test
    void whatCameAsOftenAsItWasSaidIsLeftAlone() {
        TrackRecord record = new TrackRecord();
        for (int day = 0; day < DAYS; day++) {
            record.learn(day % 365 == 200 ? 1 : 300, day / 365 % 2 == 0 ? Direction.UP : Direction.DOWN);
        }
        assertThat(record.corrected(1, Direction.UP)).isBetween(1.0, 1.2);
    }

    @Test
    void manySpikesHideNoDrop() {
        TrackRecord record = new TrackRecord();
        for (int day = 0; day < DAYS; day++) {
            record.learn(day % 5 == 0 ? 1 : 300, Direction.UP);
        }
        assertThat(record.corrected(1, Direction.UP)).isGreaterThan(10);
        assertThat(record.corrected(1, Direction.DOWN)).isEqualTo(1);
    }

    @Test
    void manyDaysInARowAreOne() {
        TrackRecord record = new TrackRecord();
        for (int day = 0; day < DAYS; day++) {
            record.learn(day > DAYS - 300 ? 0.01 : 300, Direction.UP);
        }
        assertThat(record.corrected(1, Direction.UP)).isLessThan(1.2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsRarerStaysRarer(long seed) {
        Random random = new Random(seed);
        TrackRecord record = new TrackRecord();
        for (int day = 0; day < DAYS; day++) {
            record.learn(Math.exp(random.nextInt(12) - 6), Direction.UP);
            double last = 0;
            for (double perYear = 0; perYear < 400; perYear = 1.3 * perYear + 1e-6) {
                double corrected = record.corrected(perYear, Direction.UP);
                assertThat(corrected).isGreaterThanOrEqualTo(last).isGreaterThanOrEqualTo(perYear);
                last = corrected;
            }
        }
    }
}
