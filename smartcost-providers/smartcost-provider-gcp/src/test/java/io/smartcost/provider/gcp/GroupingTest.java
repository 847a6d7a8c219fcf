package io.smartcost.provider.gcp;

import static io.smartcost.provider.gcp.RecordsTest.read;
import static io.smartcost.provider.gcp.RecordsTest.records;
import static io.smartcost.provider.gcp.RecordsTest.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.testkit.Fetched;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What charges are told apart by. */
class GroupingTest {
    @Test
    void currencies_are_never_added_up() {
        Usage[] rows = Stream.concat(currencies(), currencies())
                .map(currency -> usage().cost(0.1).credit("DISCOUNT", -0.02).set("currency", currency))
                .toArray(Usage[]::new);

        assertThat(records(ExportSchema.STANDARD, rows))
                .hasSize(100)
                .allSatisfy(record -> assertThat(record.cost(CostMetric.BILLED).toPlainString())
                        .isEqualTo("Credit".equals(record.text(FocusColumn.CHARGE_CATEGORY)) ? "-0.04" : "0.2"))
                .extracting(CostRecord::currency)
                .containsAll(currencies().toList());
    }

    private static Stream<String> currencies() {
        return IntStream.range(0, 50).mapToObj(i -> "X" + (char) ('A' + i / 10) + (char) ('A' + i % 10));
    }

    @Test
    void labels_win_over_tags_over_the_projects_labels_over_the_systems() {
        Usage row = usage().cost(1)
                .labels("labels", "team", "label", "env", "")
                .labels("tags", "team", "tag", "cell", "tag")
                .labels("system_labels", "team", "system", "cell", "system", "compute.googleapis.com/cores", "4")
                .set(
                        "project",
                        Map.of(
                                "id",
                                "p",
                                "name",
                                "p",
                                "labels",
                                Usage.labelList("team", "project", "cell", "project", "owner", "\"ö\\")));

        assertThat(records(ExportSchema.STANDARD, row).get(0).tags().entries())
                .isEqualTo(Map.of(
                        "team",
                        "label",
                        "env",
                        "",
                        "cell",
                        "tag",
                        "owner",
                        "\"ö\\",
                        "compute.googleapis.com/cores",
                        "4"));
        assertThat(read(ExportSchema.STANDARD, export -> export.byLabels("owner", "env"), row)
                        .records()
                        .get(0)
                        .tags()
                        .entries())
                .isEqualTo(Map.of("env", "", "owner", "\"ö\\"));
        assertThat(read(ExportSchema.STANDARD, GcpBillingExport::byLabels, row)
                        .records()
                        .get(0)
                        .tags()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void fewer_things_to_tell_charges_apart_by_make_fewer_records() {
        Usage[] rows = {
            usage().cost(1).labels("labels", "team", "red", "run", "1").set("resource", Map.of("name", "a")),
            usage().cost(2).labels("labels", "run", "2", "team", "red").set("resource", Map.of("name", "a")),
            usage().cost(4).labels("labels", "team", "red", "run", "1").set("resource", Map.of("name", "b"))
        };

        assertThat(read(ExportSchema.DETAILED, export -> export, rows).records())
                .hasSize(3);
        assertThat(read(ExportSchema.DETAILED, export -> export.byLabels("team"), rows)
                        .records())
                .hasSize(2);
        assertThat(read(ExportSchema.DETAILED, GcpBillingExport::withoutResources, rows)
                        .records())
                .hasSize(2);
        Fetched one =
                read(ExportSchema.DETAILED, export -> export.byLabels("team").withoutResources(), rows);
        assertThat(one.records()).hasSize(1);
        assertThat(one.billed()).isEqualByComparingTo("7");
    }
}
