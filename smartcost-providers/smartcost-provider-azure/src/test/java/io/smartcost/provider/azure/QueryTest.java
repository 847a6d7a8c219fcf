package io.smartcost.provider.azure;

import static io.smartcost.provider.azure.FakeCostManagement.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.Refusal;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(2));
    private static final String SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";

    private final FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");

    private static String answer(String columns, String... rows) {
        return "{\"properties\":{\"nextLink\":null,\"columns\":["
                + Arrays.stream(columns.split(","))
                        .map(name -> "{\"name\":\"" + name + "\",\"type\":\"String\"}")
                        .collect(Collectors.joining(","))
                + "],\"rows\":[" + String.join(",", rows) + "]}}";
    }

    /** What is sent of an answer to each of the two questions. */
    private Fetched received(String actual, String amortized) {
        try (FakeCostManagement cloud = FakeCostManagement.answering(
                (question, url) -> question.get("type").asText().equals(Bill.ACTUAL) ? actual : amortized)) {
            return Fetched.from(
                    cloud.provider()
                            .by(FocusColumn.CHARGE_CATEGORY)
                            .byTag("team")
                            .withClock(clock),
                    DAYS);
        }
    }

    @Test
    void both_costs_of_a_charge_are_joined_and_what_only_one_has_is_zero_in_the_other() {
        String columns = "Cost,UsageDate,ChargeType,Currency";
        Fetched received = received(
                answer(columns, "[876.5,20260701,\"Purchase\",\"EUR\"]", "[1.25,20260701,\"Usage\",\"EUR\"]"),
                answer(columns, "[3.25,20260701,\"Usage\",\"EUR\"]", "[0.75,20260701,\"UnusedReservation\",\"EUR\"]"));

        assertThat(costs(received.days().get(FIRST)))
                .containsExactlyInAnyOrder(
                        "Purchase Purchase 876.5 0", "Usage Usage 1.25 3.25", "Usage UnusedReservation 0 0.75");
        assertThat(received.days().get(FIRST.plusDays(1))).isEmpty();
        assertThat(received.records())
                .allMatch(record -> record.cost(CostMetric.LIST) == null && record.cost(CostMetric.CONTRACTED) == null);
    }

    private static List<String> costs(List<CostRecord> records) {
        return records.stream()
                .map(record -> record.text(FocusColumn.CHARGE_CATEGORY) + " "
                        + record.extensions().get("x_ChargeType") + " "
                        + plain(record.cost(CostMetric.BILLED)) + " " + plain(record.cost(CostMetric.EFFECTIVE)))
                .toList();
    }

    private static String plain(BigDecimal cost) {
        return cost == null ? "unknown" : cost.toPlainString();
    }

    @Test
    void the_same_values_in_two_currencies_are_two_charges() {
        String columns = "UsageDate,Cost,Currency";
        Fetched received = received(
                answer(columns, "[20260701,1,\"EUR\"]", "[20260701,2,\"CAD\"]"),
                answer(columns, "[20260701,3,\"CAD\"]", "[20260701,4,\"EUR\"]"));

        assertThat(received.records())
                .extracting(record -> record.currency() + " " + plain(record.cost(CostMetric.BILLED)) + " "
                        + plain(record.cost(CostMetric.EFFECTIVE)))
                .containsExactlyInAnyOrder("EUR 1 4", "CAD 2 3");
    }

    @Test
    void fifty_currencies_stay_apart() {
        String[] rows = IntStream.range(0, 50)
                .mapToObj(i -> "[20260701,%d.25,\"X%s%s\"]".formatted(i, (char) ('A' + i / 10), (char) ('A' + i % 10)))
                .toArray(String[]::new);
        String answer = answer("UsageDate,Cost,Currency", rows);

        Fetched received = received(answer, answer);

        assertThat(received.records())
                .extracting(CostRecord::currency)
                .doesNotHaveDuplicates()
                .hasSize(50);
        assertThat(received.billed()).isEqualByComparingTo("1237.5");
    }

    @Test
    void a_question_that_a_scope_has_no_answer_to_leaves_its_cost_unknown() {
        String actual = answer("UsageDate,Cost,ChargeType,Currency", "[20260701,1,\"Usage\",\"EUR\"]");
        try (FakeCostManagement cloud = FakeCostManagement.answering((question, url) -> actual)) {
            cloud.faults.add(FakeCostManagement.json(actual));
            cloud.faults.add(WireMock.aResponse().withStatus(204));
            Fetched received = Fetched.from(cloud.provider().withClock(clock), DAYS);
            assertThat(received.days()).hasSize(2);
            assertThat(received.records()).singleElement().satisfies(record -> {
                assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("1");
                assertThat(record.cost(CostMetric.EFFECTIVE)).isNull();
            });

            cloud.exchanges.clear();
            received = Fetched.from(cloud.provider().withoutAmortizedCost().withClock(clock), DAYS);
            assertThat(cloud.exchanges)
                    .extracting(FakeCostManagement.Exchange::type)
                    .containsExactly(Bill.ACTUAL);
            assertThat(received.records().get(0).cost(CostMetric.EFFECTIVE)).isNull();
        }
    }

    @Test
    void an_answer_without_content_tells_of_no_day() {
        try (FakeCostManagement cloud = FakeCostManagement.answering((question, url) -> "")) {
            cloud.faults.add(WireMock.aResponse().withStatus(204));
            cloud.faults.add(WireMock.aResponse().withStatus(204));

            assertThat(Fetched.from(cloud.provider().withClock(clock), DAYS).days())
                    .isEmpty();
        }
    }

    @Test
    void an_empty_answer_tells_of_days_without_charges() {
        String none = answer("UsageDate,Cost,Currency");
        assertThat(received(none, none).days().values()).hasSize(2).allMatch(List::isEmpty);
    }

    @Test
    void every_digit_is_kept() {
        Fetched received = received(
                answer("UsageDate,Cost,Currency", "[20260701,0.1234567890123456789012345,\"EUR\"]"),
                answer("UsageDate,Cost,Currency", "[20260701,5.64902E-05,\"EUR\"]"));

        CostRecord record = received.records().get(0);
        assertThat(record.cost(CostMetric.BILLED)).isEqualTo(new BigDecimal("0.1234567890123456789012345"));
        assertThat(record.cost(CostMetric.EFFECTIVE)).isEqualByComparingTo("0.0000564902");
    }

    @Test
    void columns_are_told_by_name_in_any_order_and_case() {
        Fetched received = received(
                answer(
                        "currency,TAGVALUE,pretaxcost,tagkey,usagedate",
                        "[\"EUR\",\"checkout\",1.5,\"Team\",\"2026-07-02\"]"),
                answer(
                        "CURRENCY,TagValue,TotalCost,TagKey,Date",
                        "[\"EUR\",\"checkout\",2.5,\"Team\",\"2026-07-02T00:00:00Z\"]"));

        assertThat(received.records()).singleElement().satisfies(record -> {
            assertThat(record.day()).isEqualTo(FIRST.plusDays(1));
            assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("1.5");
            assertThat(record.cost(CostMetric.EFFECTIVE)).isEqualByComparingTo("2.5");
            assertThat(record.tags().entries()).containsOnlyKeys("Team").containsValue("checkout");
            assertThat(record.tags().get("TEAM")).isEqualTo("checkout");
        });
    }

    @Test
    void casings_of_a_tag_are_kept_and_a_charge_without_it_has_none() {
        String same = answer(
                "Cost,UsageDate,TagKey,TagValue,Currency",
                "[1,20260701,\"team\",\"a\",\"EUR\"]",
                "[2,20260701,\"TEAM\",\"a\",\"EUR\"]",
                "[4,20260701,null,\"b\",\"EUR\"]",
                "[8,20260701,\"\",\"\",\"EUR\"]",
                "[16,20260701,null,null,\"EUR\"]");
        Fetched received = received(same, same);

        assertThat(received.billed()).isEqualByComparingTo("31");
        assertThat(received.records())
                .extracting(record -> record.tags().entries().toString())
                .containsExactly("{team=a}", "{TEAM=a}", "{team=b}", "{}", "{}");
    }

    @Test
    void dollars_are_dollars_whatever_the_currency_column_says() {
        String inCad = answer("CostUSD,UsageDate,Currency", "[4.0,20260701,\"CAD\"]");
        try (FakeCostManagement cloud = FakeCostManagement.answering((question, url) -> inCad)) {
            Fetched received = Fetched.from(cloud.provider().inUsDollars().withClock(clock), DAYS);

            assertThat(received.records().get(0).currency()).isEqualTo("USD");
            assertThat(cloud.exchanges
                            .get(0)
                            .question()
                            .at("/dataset/aggregation/totalCost/name")
                            .asText())
                    .isEqualTo("CostUSD");
        }
        String alias = answer("totalCost,UsageDate,Currency", "[4.0,20260701,\"CAD\"]");
        try (FakeCostManagement cloud = FakeCostManagement.answering((question, url) -> alias)) {
            assertThat(Fetched.from(cloud.provider().inUsDollars().withClock(clock), DAYS)
                            .records())
                    .extracting(CostRecord::currency)
                    .containsExactly("USD");
        }
        assertThat(received(alias, alias).records())
                .extracting(CostRecord::currency)
                .containsExactly("CAD");
        assertThat(received(inCad, inCad).records())
                .extracting(CostRecord::currency)
                .containsExactly("USD");
        String both = answer("CostUSD,Cost,UsageDate,Currency", "[3.0,4.0,20260701,\"CAD\"]");
        assertThat(received(both, both).records()).singleElement().satisfies(record -> {
            assertThat(record.currency()).isEqualTo("CAD");
            assertThat(record.cost(CostMetric.BILLED)).isEqualByComparingTo("4");
        });
    }

    @Test
    void dollars_of_charges_in_two_currencies_are_two_charges() {
        String columns = "CostUSD,UsageDate,Currency";
        String actual = answer(columns, "[1,20260701,\"EUR\"]", "[2,20260701,\"CAD\"]");
        String amortized = answer(columns, "[4,20260701,\"CAD\"]", "[3,20260701,\"EUR\"]");
        try (FakeCostManagement cloud = FakeCostManagement.answering(
                (question, url) -> question.get("type").asText().equals(Bill.ACTUAL) ? actual : amortized)) {
            Fetched received = Fetched.from(cloud.provider().inUsDollars().withClock(clock), DAYS);

            assertThat(received.records())
                    .extracting(record -> record.currency() + " " + plain(record.cost(CostMetric.BILLED)) + " "
                            + plain(record.cost(CostMetric.EFFECTIVE)))
                    .containsExactlyInAnyOrder("USD 1 3", "USD 2 4");
        }
    }

    @Test
    void a_value_that_is_a_boundless_number_is_refused() {
        String none = answer("Cost,UsageDate,Currency,Meter");
        for (String number : List.of("1E999999999", "1E-999999999")) {
            Fetched received = received(
                    answer(
                            "Cost,UsageDate,Currency,Meter",
                            "[1,20260701,\"EUR\"," + number + "]",
                            "[2,20260702,\"EUR\",7]"),
                    none);

            assertThat(received.billed()).isEqualByComparingTo("2");
            assertThat(received.refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.line()).isEqualTo(1);
                assertThat(refusal.column()).isEqualTo("meter");
            });
            assertThat(received.completeness()).containsEntry(FIRST, Completeness.PARTIAL);
        }
    }

    @Test
    void what_cannot_be_understood_is_refused_and_leaves_its_day_partial_and_its_cost_unknown() {
        String columns = "Cost,UsageDate,ChargeType,Currency";
        Fetched received = received(
                answer(
                        columns,
                        "[\"1,000\",20260701,\"Usage\",\"EUR\"]",
                        "[null,20260701,\"Tax\",\"EUR\"]",
                        "[1e999,20260701,\"Refund\",\"EUR\"]",
                        "[1,20260701,\"Usage\",null]",
                        "[1,20260701,\"Usage\"]",
                        "[7,20260702,\"Usage\",\"EUR\"]"),
                answer(columns, "[3,20260701,\"Usage\",\"EUR\"]", "[4,20260702,\"Usage\",\"EUR\"]"));

        assertThat(received.refusals())
                .hasSize(5)
                .allMatch(refusal -> refusal.source().startsWith("ActualCost of " + SCOPE));
        assertThat(received.refusals()).extracting(Refusal::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        // Where no day is told, all may lack something.
        assertThat(received.completeness().values()).containsOnly(Completeness.PARTIAL);
        assertThat(costs(received.records())).containsExactly("Usage Usage unknown 3", "Usage Usage 7 4");
    }

    @Test
    void columns_that_cannot_be_joined_are_told() {
        String one = answer("Cost,UsageDate,Currency,ServiceName", "[1,20260701,\"EUR\",\"a\"]");
        for (String columns : List.of(
                "Cost,UsageDate,Currency",
                "Cost,UsageDate,Currency,Meter",
                "Cost,UsageDate,Currency,ServiceName,SERVICENAME")) {
            assertThatThrownBy(() -> received(one, answer(columns)))
                    .isInstanceOf(SmartCostException.class)
                    .hasMessageContaining("cannot be joined");
        }
    }

    @Test
    void an_answer_of_which_nothing_is_understood_is_no_answer() {
        String[] rows = new String[10_001];
        Arrays.fill(rows, "[null,20260701,\"EUR\"]");
        String odd = answer("Cost,UsageDate,Currency", rows);

        assertThatThrownBy(() -> received(odd, odd))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("row 10001");
    }

    @Test
    void a_day_that_is_none_leaves_all_days_partial() {
        Fetched received = received(
                answer("Cost,UsageDate,Currency", "[1,20261301,\"EUR\"]", "[1,null,\"EUR\"]", "[1,1e99,\"EUR\"]"),
                answer("Cost,UsageDate,Currency"));

        assertThat(received.refusals())
                .extracting(Refusal::column)
                .containsExactly("UsageDate", "UsageDate", "UsageDate");
        assertThat(received.completeness().values()).hasSize(2).containsOnly(Completeness.PARTIAL);
    }

    @Test
    void dimensions_become_what_focus_calls_them() {
        String capacity = "/providers/Microsoft.Capacity/reservationOrders/1";
        String plan = "/providers/Microsoft.BillingBenefits/savingsPlanOrders/2";
        String same = answer(
                "Cost,UsageDate,ChargeType,PricingModel,Frequency,BenefitId,ResourceLocation,Currency",
                "[1,20260701,\"Usage\",\"Reservation\",\"UsageBased\",\"" + capacity + "\",\"EU West\",\"EUR\"]",
                "[1,20260701,\"UnusedSavingsPlan\",\"SavingsPlan\",\"UsageBased\",\"" + plan + "\",\"\",\"EUR\"]",
                "[1,20260701,\"Refund\",\"Reservation\",\"OneTime\",\"other\",null,\"EUR\"]",
                "[1,20260701,\"Somewhat\",\"New\",\"Now\",null,null,\"EUR\"]");
        List<FocusColumn> columns = List.of(
                FocusColumn.CHARGE_CATEGORY,
                FocusColumn.PRICING_CATEGORY,
                FocusColumn.CHARGE_FREQUENCY,
                FocusColumn.COMMITMENT_DISCOUNT_ID,
                FocusColumn.REGION_ID);
        try (FakeCostManagement cloud = FakeCostManagement.answering((question, url) -> same)) {
            List<CostRecord> records = Fetched.from(
                            cloud.provider()
                                    .by(columns.toArray(FocusColumn[]::new))
                                    .withClock(clock),
                            DAYS)
                    .records();

            assertThat(records)
                    .extracting(record -> Stream.of(
                                    FocusColumn.CHARGE_CATEGORY,
                                    FocusColumn.CHARGE_CLASS,
                                    FocusColumn.PRICING_CATEGORY,
                                    FocusColumn.CHARGE_FREQUENCY,
                                    FocusColumn.COMMITMENT_DISCOUNT_CATEGORY,
                                    FocusColumn.COMMITMENT_DISCOUNT_TYPE,
                                    FocusColumn.COMMITMENT_DISCOUNT_STATUS,
                                    FocusColumn.REGION_ID)
                            .map(column -> String.valueOf(record.text(column)))
                            .collect(Collectors.joining(" ")))
                    .containsExactly(
                            "Usage null Committed Usage-Based Usage Reservation Used EU West",
                            "Usage null Committed Usage-Based Spend Savings Plan Unused null",
                            "Purchase Correction Committed One-Time null null null null",
                            "null null null null null null null null");
            assertThat(records.get(3).extensions())
                    .containsEntry("x_ChargeType", "Somewhat")
                    .containsEntry("x_PricingModel", "New")
                    .containsEntry("x_Frequency", "Now");
        }
    }

    @Test
    void the_question_is_what_cost_management_expects() {
        try (FakeCostManagement cloud =
                FakeCostManagement.of(new BillAnswers(new Bill(1).add(FIRST, 2, 1, 1, false)))) {
            AzureScope group = AzureScope.resourceGroup(SUBSCRIPTION, "größe(1)");
            AzureCostManagement provider = cloud.provider(group)
                    .by(FocusColumn.RESOURCE_ID, FocusColumn.REGION_ID)
                    .byTag("Cost Center")
                    .withClientType("Acme.Finops")
                    .withClock(clock);
            provider.fetch(provider.accounts().get(0), DAYS, new Fetched());

            FakeCostManagement.Exchange asked = cloud.exchanges.get(0);
            assertThat(provider.accounts())
                    .containsExactly(
                            new SourceAccount("azure", "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/größe(1)"));
            assertThat(URI.create(asked.url()).getRawPath())
                    .isEqualTo("/subscriptions/" + SUBSCRIPTION
                            + "/resourceGroups/gr%C3%B6%C3%9Fe%281%29/providers/Microsoft.CostManagement/query");
            assertThat(asked.url()).endsWith("?api-version=2025-03-01");
            assertThat(asked.clientType()).isEqualTo("Acme.Finops");
            assertThat(asked.question().toString())
                    .isEqualTo("{\"type\":\"ActualCost\",\"timeframe\":\"Custom\",\"timePeriod\":{\"from\":"
                            + "\"2026-07-01T00:00:00Z\",\"to\":\"2026-07-02T23:59:59Z\"},\"dataset\":{\"granularity\":"
                            + "\"Daily\",\"aggregation\":{\"totalCost\":{\"name\":\"Cost\",\"function\":\"Sum\"}},"
                            + "\"grouping\":[{\"type\":\"Dimension\",\"name\":\"ResourceId\"},{\"type\":\"Dimension\","
                            + "\"name\":\"ResourceLocation\"},{\"type\":\"TagKey\",\"name\":\"Cost Center\"}]}}");
            assertThat(cloud.exchanges).hasSize(2);
        }
    }

    @Test
    void long_ranges_are_asked_for_in_parts_and_days_that_azure_does_not_know_not_at_all() {
        try (FakeCostManagement cloud = FakeCostManagement.of(new BillAnswers(new Bill(1)))) {
            Fetched received = Fetched.from(
                    cloud.provider().withClock(clock),
                    new DayRange(LocalDate.of(2026, 7, 1), LocalDate.of(9000, 1, 1)));
            assertThat(received.days().lastKey()).isEqualTo("2026-08-15");
            assertThat(received.days()).hasSize(46);
            assertThat(cloud.exchanges)
                    .extracting(exchange ->
                            exchange.question().at("/timePeriod/from").asText())
                    .containsExactly(
                            "2026-07-01T00:00:00Z",
                            "2026-07-01T00:00:00Z",
                            "2026-08-01T00:00:00Z",
                            "2026-08-01T00:00:00Z");

            cloud.exchanges.clear();
            assertThat(Fetched.from(
                                    cloud.provider().withClock(clock),
                                    new DayRange(LocalDate.of(2014, 1, 1), LocalDate.of(2023, 8, 1)))
                            .days())
                    .isEmpty();
            assertThat(cloud.exchanges).isEmpty();
        }
    }

    @Test
    void a_day_is_partial_then_estimated_then_final() {
        LocalDate last = LocalDate.of(2026, 7, 31);
        List<String> told = new ArrayList<>();
        try (FakeCostManagement cloud = FakeCostManagement.of(new BillAnswers(new Bill(1)))) {
            for (String now : List.of(
                    "2026-07-31T10:00:00Z",
                    "2026-08-01T23:59:59Z",
                    "2026-08-02T00:00:00Z",
                    "2026-08-05T23:59:59Z",
                    "2026-08-06T00:00:00Z")) {
                told.add(Fetched.from(cloud.provider().withClock(FixedClock.at(now)), DayRange.of(last))
                        .completeness()
                        .get(last)
                        .name());
            }
        }
        assertThat(told).containsExactly("PARTIAL", "PARTIAL", "ESTIMATED", "ESTIMATED", "FINAL");
        try (FakeCostManagement cloud = FakeCostManagement.of(new BillAnswers(new Bill(1)))) {
            AzureCostManagement payAsYouGo =
                    cloud.provider().finalAfter(36).withClock(FixedClock.at("2026-09-05T23:59:59Z"));
            assertThat(Fetched.from(payAsYouGo, DayRange.of(last)).completeness())
                    .containsValue(Completeness.ESTIMATED);
        }
    }

    @Test
    void the_billing_account_is_told_where_the_scope_is_one() {
        String one = answer("Cost,UsageDate,Currency", "[1,20260701,\"EUR\"]");
        assertThat(received(one, one).records().get(0).text(FocusColumn.BILLING_ACCOUNT_ID))
                .isEqualTo("/providers/Microsoft.Billing/billingAccounts/7654321");
    }

    @Test
    void what_contradicts_itself_is_not_built() {
        AzureCostManagement provider = AzureCostManagement.using(FakeCostManagement.pipeline(), SCOPE);
        assertThatIllegalArgumentException().isThrownBy(() -> AzureCostManagement.using(FakeCostManagement.pipeline()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureCostManagement.using(
                        FakeCostManagement.pipeline(),
                        AzureScope.resourceGroup(SUBSCRIPTION, "a"),
                        AzureScope.subscription(SUBSCRIPTION)))
                .withMessageContaining("counted twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AzureCostManagement.using(FakeCostManagement.pipeline(), SCOPE, SCOPE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.by(FocusColumn.SKU_ID))
                .withMessageContaining("ServiceName");
        assertThatIllegalArgumentException().isThrownBy(provider::by);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.by(FocusColumn.REGION_ID, FocusColumn.REGION_ID));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.byTag(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.withClientType("a\r\nb: c"));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.withQuota(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.finalAfter(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> provider.withTimeout(Duration.ZERO));
        for (String endpoint : List.of("ftp://a", "https://a/b", "https://user@a", "https://a?b", "/a")) {
            assertThatIllegalArgumentException().isThrownBy(() -> provider.at(URI.create(endpoint)));
        }
    }

    @Test
    void names_that_would_lead_elsewhere_are_no_scopes() {
        for (String name : List.of("", "a/b", "..", "a.", "a?b", "a#b", "a%2Fb", "a b", "\u0000")) {
            assertThatIllegalArgumentException().isThrownBy(() -> AzureScope.resourceGroup(SUBSCRIPTION, name));
            assertThatIllegalArgumentException().isThrownBy(() -> AzureScope.managementGroup(name));
            assertThatIllegalArgumentException().isThrownBy(() -> AzureScope.billingAccount(name));
            assertThatIllegalArgumentException().isThrownBy(() -> AzureScope.subscription(name));
            assertThatIllegalArgumentException().isThrownBy(() -> AzureScope.billingProfile("1", name));
        }
        assertThat(AzureScope.billingProfile(
                                "0aa27f2b-ec7f-5a65-71f6-a5ff0897bd55:ae0dae1e-de9a-41f6-8257-76b055d98372_2019-05-31",
                                "AB-CD")
                        .path())
                .isEqualTo("/providers/Microsoft.Billing/billingAccounts/0aa27f2b-ec7f-5a65-71f6-a5ff0897bd55:"
                        + "ae0dae1e-de9a-41f6-8257-76b055d98372_2019-05-31/billingProfiles/AB-CD");
        assertThat(AzureScope.resourceGroup(SUBSCRIPTION, "RG-Größe"))
                .isEqualTo(AzureScope.resourceGroup(SUBSCRIPTION, "rg-größe"));
        assertThat(AzureScope.managementGroup("Root").path()).endsWith("/managementGroups/root");
        assertThat(AzureScope.subscription("AAAAAAAA-2222-3333-4444-555555555555"))
                .isEqualTo(AzureScope.subscription("aaaaaaaa-2222-3333-4444-555555555555"));
    }
}
