package io.smartcost.provider.opencost;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tags;
import io.smartcost.query.CostDimension;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.Secret;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCostTest {
    private static final StandIn STAND_IN = new StandIn();
    private static final LocalDate DAY = LocalDate.of(2026, 2, 27);
    private static final String WEB = """
            {"code": 200, "status": "success", "data": [{"one/shop/deployment/deployment:web/blue": {
              "name": "one/shop/deployment/deployment:web/blue",
              "properties": {"cluster": "one", "namespace": "shop", "controllerKind": "deployment", "controller": "web",
                "labels": {"team": "checkout", "app": "web"}, "namespaceLabels": {"team": "shop", "env": "prod"}},
              "window": {"start": "2026-02-27T00:00:00Z", "end": "2026-02-28T00:00:00Z"},
              "cpuCoreHours": 12.5, "cpuCost": 1.25001, "cpuCostAdjustment": -0.25, "cpuCostIdle": 9,
              "ramByteHours": 1.5e11, "ramCost": 0.5, "ramCostAdjustment": 0,
              "gpuHours": 0, "gpuCost": 0, "gpuCostAdjustment": 0,
              "networkTransferBytes": 1000, "networkCost": 0, "networkInternetCost": 7,
              "pvCost": null, "loadBalancerCost": 0.6, "sharedCost": 0.1, "externalCost": 2E-5,
              "totalCost": 2.20004}}]}
            """;

    @AfterAll
    static void stop() {
        STAND_IN.close();
    }

    @BeforeEach
    void forget() {
        STAND_IN.forget();
    }

    @Test
    void a_component_becomes_a_record_in_the_terms_of_FOCUS() {
        CostRecord cpu = records(WEB).get("cpu");
        assertThat(cpu)
                .isEqualTo(CostRecord.startingAt(Instant.parse("2026-02-27T00:00:00Z"))
                        .time(FocusColumn.CHARGE_PERIOD_END, Instant.parse("2026-02-28T00:00:00Z"))
                        .time(FocusColumn.BILLING_PERIOD_START, Instant.parse("2026-02-01T00:00:00Z"))
                        .time(FocusColumn.BILLING_PERIOD_END, Instant.parse("2026-03-01T00:00:00Z"))
                        .currency("EUR")
                        .cost(CostMetric.BILLED, BigDecimal.ZERO)
                        .cost(CostMetric.EFFECTIVE, new BigDecimal("1.00001"))
                        .cost(CostMetric.LIST, new BigDecimal("1.25001"))
                        .text(FocusColumn.PROVIDER_NAME, "Kubernetes")
                        .text(FocusColumn.SERVICE_PROVIDER_NAME, "Kubernetes")
                        .text(FocusColumn.PUBLISHER_NAME, "Kubernetes")
                        .text(FocusColumn.ALLOCATED_METHOD_ID, "opencost")
                        .text(FocusColumn.BILLING_ACCOUNT_ID, "prod")
                        .text(FocusColumn.BILLING_ACCOUNT_TYPE, "Cluster")
                        .text(FocusColumn.SUB_ACCOUNT_ID, "shop")
                        .text(FocusColumn.SUB_ACCOUNT_TYPE, "Namespace")
                        .text(FocusColumn.RESOURCE_ID, "shop/deployment/web")
                        .text(FocusColumn.RESOURCE_NAME, "web")
                        .text(FocusColumn.RESOURCE_TYPE, "deployment")
                        .text(FocusColumn.CHARGE_CATEGORY, "Usage")
                        .text(FocusColumn.CHARGE_FREQUENCY, "Usage-Based")
                        .text(FocusColumn.SERVICE_NAME, "Kubernetes CPU")
                        .text(FocusColumn.SERVICE_CATEGORY, "Compute")
                        .text(FocusColumn.SKU_ID, "cpu")
                        .text(
                                FocusColumn.CHARGE_DESCRIPTION,
                                "Kubernetes CPU of one/shop/deployment/deployment:web/blue")
                        .decimal(FocusColumn.CONSUMED_QUANTITY, new BigDecimal("12.5"))
                        .text(FocusColumn.CONSUMED_UNIT, "Core-Hours")
                        .extension("x_ClusterId", "one")
                        .extension("x_CostAdjustment", "-0.25")
                        .tags(Tags.of(
                                Map.of("team", "checkout", "app", "web", "env", "prod", "slot.io/colour", "blue")))
                        .build());
    }

    @Test
    void what_cost_nothing_and_was_not_used_is_left_out_and_null_is_unknown() {
        Map<String, CostRecord> records = records(WEB);
        assertThat(records)
                .containsOnlyKeys("cpu", "ram", "network", "pv", "load-balancer", "shared", "external", "remainder");
        assertThat(records.get("network").cost(CostMetric.EFFECTIVE)).isEqualByComparingTo("0");
        assertThat(records.get("pv").cost(CostMetric.EFFECTIVE)).isNull();
        assertThat(records.get("pv").cost(CostMetric.LIST)).isNull();
        assertThat(records.get("ram").decimal(FocusColumn.CONSUMED_QUANTITY)).isEqualByComparingTo("150000000000");
        assertThat(records.get("remainder").cost(CostMetric.EFFECTIVE)).isEqualByComparingTo("0.00001");
    }

    @Test
    void an_unknown_adjustment_leaves_the_list_cost_known() {
        CostRecord cpu = records("{\"data\":[{\"a\":{\"cpuCost\":1.5,\"cpuCostAdjustment\":null}}]}")
                .get("cpu");
        assertThat(cpu.cost(CostMetric.EFFECTIVE)).isNull();
        assertThat(cpu.cost(CostMetric.LIST)).isEqualByComparingTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"__idle__", "one/__idle__", "__unmounted__", "one/__unmounted__/__unallocated__/__unallocated__"
            })
    void idle_and_unmounted_costs_are_rows_of_their_own(String name) {
        CostRecord cpu = records(
                        "{\"data\":[{\"" + name
                                + "\":{\"properties\":{\"controller\":\"__unallocated__\"},\"cpuCost\":1.5,\"totalCost\":1.5}}]}")
                .get("cpu");
        assertThat(CostDimension.SUB_ACCOUNT.of(cpu)).isIn("__idle__", "__unmounted__");
        assertThat(CostDimension.RESOURCE.of(cpu)).isNull();
        assertThat(cpu.tags().isEmpty()).isTrue();
    }

    @Test
    void what_has_no_namespace_is_unallocated() {
        CostRecord cpu = records("{\"data\":[{\"one/x\":{\"properties\":null,\"cpuCost\":1.5}}]}")
                .get("cpu");
        assertThat(CostDimension.SUB_ACCOUNT.of(cpu)).isEqualTo("__unallocated__");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "[]",
                "{\"cpuCost\":\"1\"}",
                "{\"cpuCost\":1e999999999}",
                "{\"cpuCost\":1e-200}",
                "{\"cpuCoreHours\":{}}",
                "{\"totalCost\":true}",
                "{\"window\":{\"start\":\"today\"}}"
            })
    void what_is_not_understood_is_refused_and_makes_the_day_partial(String bad) {
        STAND_IN.answer("", DAY, "{\"data\":[{\"bad\":" + bad + ",\"good\":{\"cpuCost\":1.5}}]}");
        Received received = Received.from(openCost(), DayRange.of(DAY));
        assertThat(received.refusals).hasSize(1);
        Refusal refusal = received.refusals.get(0);
        assertThat(refusal.source()).isEqualTo("prod of 2026-02-27");
        assertThat(refusal.reason()).contains("'bad'");
        assertThat(received.records).hasSize(1);
        assertThat(received.days).containsOnly(Map.entry(DAY, Completeness.PARTIAL));
    }

    @Test
    void all_digits_are_kept() {
        String digits = "0.1234567890123456789012345678901234567890";
        CostRecord cpu =
                records("{\"data\":[{\"a\":{\"cpuCost\":" + digits + "}}]}").get("cpu");
        assertThat(cpu.cost(CostMetric.EFFECTIVE)).isEqualTo(new BigDecimal(digits));
    }

    @Test
    void a_day_is_partial_then_estimated_then_final() {
        LocalDate today = LocalDate.of(2026, 3, 3);
        DayRange days = new DayRange(today.minusDays(4), today.plusDays(3));
        days.days().forEach(day -> STAND_IN.answer("", day, "{\"data\":[{\"a\":{\"cpuCost\":1}}]}"));
        assertThat(Received.from(openCost(), days).days)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        today,
                        Completeness.PARTIAL,
                        today.minusDays(1),
                        Completeness.ESTIMATED,
                        today.minusDays(2),
                        Completeness.ESTIMATED,
                        today.minusDays(3),
                        Completeness.FINAL,
                        today.minusDays(4),
                        Completeness.FINAL));
        assertThat(Received.from(openCost().finalAfter(1), days).days)
                .containsEntry(today, Completeness.PARTIAL)
                .containsEntry(today.minusDays(1), Completeness.FINAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"data\":[]}", "{\"data\":[null]}", "{\"data\":[{}]}", "{\"code\":200,\"data\":[{},null]}"})
    void a_day_that_the_cluster_knows_nothing_of_is_not_sent(String empty) {
        STAND_IN.answer("", DAY, empty);
        assertThat(Received.from(openCost(), DayRange.of(DAY)).days).isEmpty();
    }

    @Test
    void sets_of_hours_are_added_up_to_the_day() {
        STAND_IN.answer("", DAY, """
                {"data": [
                  {"a": {"window": {"start": "2026-02-27T00:00:00Z", "end": "2026-02-27T12:00:00Z"}, "cpuCost": 1}},
                  {"a": {"window": {"start": "2026-02-27T12:00:00+00:00", "end": "2026-02-28T00:00:00Z"}, "cpuCost": 2}}]}
                """);
        assertThat(Received.from(openCost(), DayRange.of(DAY)).sum(CostMetric.EFFECTIVE))
                .isEqualByComparingTo("3");
    }

    @Test
    void a_day_is_one_call_that_asks_for_idle_costs_apart() {
        STAND_IN.answer("/model", DAY, WEB);
        Cluster cluster = Cluster.at("prod", STAND_IN.uri("/model/"))
                .splitByLabel("slot.io/colour")
                .header("X-Key", "env:KEY");
        Received.from(
                OpenCost.of(cluster)
                        .secrets(reference -> Optional.of(new Secret("k3y\n")))
                        .withClock(FixedClock.at("2026-03-03T12:00:00Z")),
                DayRange.of(DAY));
        STAND_IN.server()
                .verify(
                        1,
                        getRequestedFor(urlPathEqualTo("/model/allocation"))
                                .withHeader("X-Key", equalTo("k3y"))
                                .withQueryParam("window", equalTo("2026-02-27T00:00:00Z,2026-02-28T00:00:00Z"))
                                .withQueryParam(
                                        "aggregate",
                                        equalTo("cluster,namespace,controllerKind,controller,label:slot.io/colour"))
                                .withQueryParam("step", equalTo("1d"))
                                .withQueryParam("accumulate", equalTo("false"))
                                .withQueryParam("includeIdle", equalTo("true"))
                                .withQueryParam("idle", equalTo("true"))
                                .withQueryParam("shareIdle", equalTo("false")));
        assertThat(STAND_IN.server().getAllServeEvents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opencost:9003",
                "/model",
                "ftp://opencost",
                "http:///model",
                "http://me:s3cr3t@opencost",
                "http://opencost?key=s3cr3t",
                "http://opencost#s3cr3t"
            })
    void an_address_that_cannot_be_meant_is_refused_without_showing_it(String address) {
        assertThatThrownBy(() -> Cluster.at("prod", URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prod'")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void wrong_settings_are_refused() {
        Cluster prod = Cluster.at("prod", STAND_IN.uri(""));
        assertThatThrownBy(() -> OpenCost.of()).hasMessageContaining("at least one cluster");
        assertThatThrownBy(() -> OpenCost.of(prod, prod)).hasMessageContaining("'prod'");
        assertThatThrownBy(() -> Cluster.at(" ", STAND_IN.uri(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prod.splitByLabel("a,b")).hasMessageContaining("a,b");
        assertThatThrownBy(() -> prod.currency("")).hasMessageContaining("currency");
        assertThatThrownBy(() -> openCost().finalAfter(0)).hasMessageContaining("finalAfter");
        assertThatThrownBy(() -> openCost().largestAnswer(0)).hasMessageContaining("largestAnswer");
        assertThatThrownBy(() -> openCost().timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() ->
                        openCost().fetch(new SourceAccount("opencost", "other"), DayRange.of(DAY), new Received()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other");
    }

    /** The records of an answer, by SKU. */
    private static Map<String, CostRecord> records(String json) {
        STAND_IN.answer("", DAY, json);
        Map<String, CostRecord> bySku = new TreeMap<>();
        Received received = Received.from(openCost(), DayRange.of(DAY));
        assertThat(received.refusals).isEmpty();
        received.records.forEach(record ->
                assertThat(bySku.put(record.text(FocusColumn.SKU_ID), record)).isNull());
        return bySku;
    }

    private static OpenCost openCost() {
        return OpenCost.of(Cluster.at("prod", STAND_IN.uri("")).currency("EUR").splitByLabel("slot.io/colour"))
                .withClock(FixedClock.at("2026-03-03T12:00:00Z"));
    }
}
