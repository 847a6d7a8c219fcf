package io.smartcost.provider.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smartcost.model.SourceAccount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingTableTest {
    @Test
    void an_export_is_the_account_whose_id_is_in_its_name() {
        for (String kind : List.of("", "_resource")) {
            BillingTable table = BillingTable.named(
                    "example.com:billing-prod.costs_1.gcp_billing_export" + kind + "_v1_0123AB_4567cd_89EF01");

            assertThat(table.account()).isEqualTo(new SourceAccount("gcp", "0123AB-4567CD-89EF01"));
            assertThat(table.project()).isEqualTo("example.com:billing-prod");
            assertThat(table.toString()).startsWith("example.com:billing-prod.costs_1.gcp_billing_export");
        }
        assertThat(BillingTable.of("proj-1.d.copy", "0123AB-4567CD-89EF01")
                        .account()
                        .id())
                .isEqualTo("0123AB-4567CD-89EF01");
    }

    @Test
    void an_id_is_written_as_google_writes_it() {
        assertThat(BillingTable.of("p-1.d.copy", "0123ab-4567Cd-89ef01")
                        .account()
                        .id())
                .isEqualTo("0123AB-4567CD-89EF01");
        assertThat(BillingTable.of("p-1.d.copy", "Our Account").account().id()).isEqualTo("Our Account");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "costs.gcp_billing_export_v1_0123AB_4567CD_89EF01",
                "billing.costs",
                "billing.costs.table`",
                "billing.costs.t; DROP TABLE x",
                "billing.costs.t WHERE 1=1 --",
                "billing.co-sts.table",
                "Billing.costs.table",
                "bill\ning.costs.table",
                "billing.costs.table\u0000",
                "billing.costs.täble",
                "billing..table",
                "billing.costs.",
                " billing.costs.table",
                "a.b.c.d",
                "`billing`.costs.table",
                "billing.costs.table$20260801",
                "billing.costs.table_*"
            })
    void a_name_with_anything_else_in_it_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillingTable.of(name, "account"))
                .withMessageContaining("project.dataset.table");
    }

    @Test
    void a_name_that_does_not_tell_the_account_needs_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BillingTable.named("billing.costs.my_copy"))
                .withMessageContaining("pass the account's id as well");
    }

    @Test
    void an_account_is_read_from_one_table() {
        try (FakeBigQuery cloud = new FakeBigQuery(ExportSchema.STANDARD, List.of())) {
            GcpBillingExport export = GcpBillingExport.using(cloud.client, FakeBigQuery.TABLE)
                    .and("other.costs.gcp_billing_export_v1_AAAAAA_BBBBBB_CCCCCC")
                    .and("other.costs.view", "third");

            assertThat(export.accounts())
                    .extracting(SourceAccount::id)
                    .containsExactly("0123AB-4567CD-89EF01", "AAAAAA-BBBBBB-CCCCCC", "third");
            assertThat(export.toString())
                    .contains("billing.costs.gcp_billing_export_v1")
                    .doesNotContain("localhost");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> export.and("billing.costs.gcp_billing_export_resource_v1_0123AB_4567CD_89EF01"))
                    .withMessageContaining("counted twice");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> export.and("other.costs.view", "fourth"))
                    .withMessageContainingAll("other.costs.view is read already", "third", "fourth", "counted twice");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> export.and("other.costs.copy", "aaaaaa-bbbbbb-cccccc"))
                    .as("the same account in other letters")
                    .withMessageContaining("counted twice");
            assertThatIllegalArgumentException().isThrownBy(() -> export.maxBytesBilled(0));
            assertThatIllegalArgumentException().isThrownBy(() -> export.withTimeout(Duration.ZERO));
        }
    }
}
