package io.smartcost.anomaly.rcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.anomaly.Anomaly;
import io.smartcost.anomaly.AnomalyKind;
import io.smartcost.anomaly.AnomalySearch;
import io.smartcost.anomaly.AnomalyStream;
import io.smartcost.anomaly.Judgement;
import io.smartcost.anomaly.Sensitivity;
import io.smartcost.series.Series;
import io.smartcost.series.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RandomCutForestDetectorTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    @Test
    void theCodeOfTheReadmeRuns() {
        double[] costs = noise(200);
        costs[150] *= 5;
        // README begins
        Series series = Series.daily(LocalDate.parse("2026-01-01"), costs);
        List<Anomaly> odd = AnomalySearch.standard()
                .with(RandomCutForestDetector.ofPoints())
                .with(Sensitivity.falseAlertsPerYear(4))
                .find(series);
        odd.forEach(anomaly -> System.out.println(anomaly.kind() + " of " + anomaly.start()));
        // README ends
        assertThat(odd).anySatisfy(anomaly -> {
            assertThat(anomaly.start()).isEqualTo(Instant.parse("2026-05-31T00:00:00Z"));
            assertThat(anomaly.kind()).isEqualTo(AnomalyKind.SPIKE);
            assertThat(anomaly.moneyAtStake()).isBetween(300.0, 500.0);
        });
    }

    @Test
    void theReadmeShowsTheCodeThatRuns() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/smartcost/anomaly/rcf/RandomCutForestDetectorTest.java"));
        String snippet = source.substring(
                        source.indexOf("// README begins\n") + 17, source.indexOf("        // README ends\n"))
                .indent(-8);
        assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + snippet + "```\n");
    }

    @Test
    void whatComesLaterChangesNothingAndTheSameSeedSaysTheSame() {
        double[] costs = noise(120);
        AnomalySearch search = AnomalySearch.standard().with(new RandomCutForestDetector(4, 3));
        List<Judgement> all = search.judge(Series.daily(FIRST, costs));
        assertThat(search.judge(Series.daily(FIRST, Arrays.copyOf(costs, 70)))).isEqualTo(all.subList(0, 70));
    }

    @Test
    void constantsAndExtremesGiveNumbers() {
        double[] costs = new double[80];
        Arrays.fill(costs, 40, 80, 7);
        costs[60] = 1e280;
        assertThat(AnomalySearch.standard()
                        .with(RandomCutForestDetector.ofPoints())
                        .judge(Series.daily(FIRST, costs)))
                .hasSize(80)
                .allSatisfy(judgement -> assertThat(judgement.score()).isBetween(0.0, 1.0));
    }

    @Test
    void aPointThatWasSaidToBeNoAnomalyIsNotToldAgain() {
        AnomalyStream stream = RandomCutForestDetector.ofPoints().start(Instant.EPOCH, Step.DAY);
        for (double cost : noise(100)) {
            stream.next(cost);
        }
        Judgement before = stream.ahead(500).get(0);
        stream.next(500);
        stream.notAnAnomaly();
        assertThat(stream.ahead(500).get(0).perYear()).isGreaterThan(300).isGreaterThan(before.perYear());
    }

    @Test
    void whatIsNoNumberIsRefused() {
        AnomalyStream stream = RandomCutForestDetector.ofPoints().start(Instant.EPOCH, Step.DAY);
        assertThatThrownBy(() -> stream.next(Double.NaN)).hasMessageContaining("1970-01-01");
        assertThatThrownBy(() -> new RandomCutForestDetector(0, 1)).hasMessageContaining("1 to 64");
    }

    private static double[] noise(int days) {
        Random random = new Random(4);
        return random.doubles(days).map(u -> 100 + 10 * u).toArray();
    }
}
