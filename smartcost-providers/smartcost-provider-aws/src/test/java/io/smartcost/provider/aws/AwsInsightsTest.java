package io.smartcost.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsInsightsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 8, 1);
    private static final DayRange DAYS = new DayRange(DAY, DAY.plusDays(2));

    private static final Map<String, String> ANSWERS = Map.of(
            "GetCostForecast",
            """
            {"Total":{"Amount":"123.4567890123","Unit":"USD"},
             "ForecastResultsByTime":[{"TimePeriod":{"Start":"2026-08-01","End":"2026-08-02"},"MeanValue":"61.5",
              "PredictionIntervalLowerBound":"50","PredictionIntervalUpperBound":"73.25"}]}""",
            "GetAnomalies",
            """
            {"Anomalies":[{"AnomalyId":"one","AnomalyStartDate":"2026-08-01T00:00:00Z","AnomalyEndDate":"2026-08-02T00:00:00Z",
              "DimensionValue":"Amazon S3","MonitorArn":"arn:aws:ce::1:anomalymonitor/1",
              "RootCauses":[{"Service":"Amazon S3","Region":"eu-west-1","LinkedAccount":"111122223333","UsageType":"PutRequest",
               "Impact":{"Contribution":12.5}}],
              "AnomalyScore":{"MaxScore":0.75,"CurrentScore":0.5},
              "Impact":{"MaxImpact":10.1,"TotalImpact":20.2,"TotalActualSpend":30.3,"TotalExpectedSpend":10.1}},
             {"AnomalyId":"two","AnomalyScore":{"MaxScore":0.1,"CurrentScore":0.1},"Impact":{"MaxImpact":1.0},"MonitorArn":"m"}]}""",
            "GetSavingsPlansUtilization",
            """
            {"SavingsPlansUtilizationsByTime":[{"TimePeriod":{"Start":"2026-08-01","End":"2026-08-02"},
              "Utilization":{"TotalCommitment":"24","UsedCommitment":"18.5","UnusedCommitment":"5.5","UtilizationPercentage":"77.08"},
              "Savings":{"NetSavings":"-3.25","OnDemandCostEquivalent":"20.75"}}],
             "Total":{"Utilization":{"TotalCommitment":"24","UsedCommitment":"18.5","UnusedCommitment":"5.5",
              "UtilizationPercentage":"77.08"}}}""",
            "GetReservationUtilization",
            """
            {"UtilizationsByTime":[{"TimePeriod":{"Start":"2026-08-01","End":"2026-08-02"},"Groups":[],
              "Total":{"UtilizationPercentage":"50","PurchasedHours":"48","TotalActualHours":"24","UnusedHours":"24",
               "NetRISavings":"0.5"}}]}""",
            "GetRightsizingRecommendation",
            """
            {"RightsizingRecommendations":[
             {"AccountId":"111122223333","RightsizingType":"Modify",
              "CurrentInstance":{"ResourceId":"i-1","InstanceName":"web","MonthlyCost":"100.10","CurrencyCode":"USD",
               "ResourceDetails":{"EC2ResourceDetails":{"InstanceType":"m5.xlarge","Region":"EU (Ireland)"}}},
              "ModifyRecommendationDetail":{"TargetInstances":[
               {"EstimatedMonthlySavings":"1","ResourceDetails":{"EC2ResourceDetails":{"InstanceType":"m5.2xlarge"}}},
               {"EstimatedMonthlySavings":"50.05","DefaultTargetInstance":true,
                "ResourceDetails":{"EC2ResourceDetails":{"InstanceType":"m5.large"}}}]}},
             {"AccountId":"111122223333","RightsizingType":"TERMINATE",
              "CurrentInstance":{"ResourceId":"i-2","MonthlyCost":"7","CurrencyCode":"USD"},
              "TerminateRecommendationDetail":{"EstimatedMonthlySavings":"7","CurrencyCode":"USD"}}]}""");

    private final FakeCostExplorer cloud = FakeCostExplorer.answering(exchange -> ANSWERS.get(exchange.action()));
    private final AwsInsights insights = AwsInsights.using(cloud.client(), 10);

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void the_forecast_is_read() {
        assertThat(insights.forecast(DAYS, 80))
                .isEqualTo(new AwsForecast(
                        "USD",
                        new BigDecimal("123.4567890123"),
                        List.of(new AwsForecast.Point(
                                DayRange.of(DAY),
                                new BigDecimal("61.5"),
                                new BigDecimal("50"),
                                new BigDecimal("73.25")))));
        assertThat(cloud.exchanges
                        .get(0)
                        .request()
                        .get("PredictionIntervalLevel")
                        .asInt())
                .isEqualTo(80);
        assertThatThrownBy(() -> insights.forecast(DAYS, 50)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anomalies_are_asked_for_up_to_and_with_the_last_day() {
        List<AwsAnomaly> anomalies = insights.anomalies(DAYS);

        assertThat(cloud.exchanges
                        .get(0)
                        .request()
                        .at("/DateInterval/StartDate")
                        .asText())
                .isEqualTo("2026-08-01");
        assertThat(cloud.exchanges.get(0).request().at("/DateInterval/EndDate").asText())
                .isEqualTo("2026-08-02");
        assertThat(anomalies)
                .containsExactly(
                        new AwsAnomaly(
                                "one",
                                DAY,
                                DAY.plusDays(1),
                                "Amazon S3",
                                new BigDecimal("10.1"),
                                new BigDecimal("30.3"),
                                new BigDecimal("20.2"),
                                0.75,
                                List.of(new AwsAnomaly.Cause(
                                        "Amazon S3",
                                        "eu-west-1",
                                        "111122223333",
                                        "PutRequest",
                                        new BigDecimal("12.5")))),
                        new AwsAnomaly("two", null, null, null, null, null, null, 0.1, List.of()));
    }

    @Test
    void commitments_are_read() {
        assertThat(insights.savingsPlans(DAYS))
                .containsExactly(new CommitmentUse(
                        DayRange.of(DAY),
                        CommitmentUse.Unit.MONEY,
                        new BigDecimal("24"),
                        new BigDecimal("18.5"),
                        new BigDecimal("5.5"),
                        new BigDecimal("77.08"),
                        new BigDecimal("-3.25")));
        assertThat(insights.reservations(DAYS))
                .containsExactly(new CommitmentUse(
                        DayRange.of(DAY),
                        CommitmentUse.Unit.HOURS,
                        new BigDecimal("48"),
                        new BigDecimal("24"),
                        new BigDecimal("24"),
                        new BigDecimal("50"),
                        new BigDecimal("0.5")));
    }

    @Test
    void advice_on_machines_is_read_with_the_target_that_aws_prefers() {
        assertThat(insights.rightsizing())
                .containsExactly(
                        new Rightsizing(
                                "111122223333",
                                "i-1",
                                "web",
                                "EU (Ireland)",
                                "m5.xlarge",
                                new BigDecimal("100.10"),
                                Rightsizing.Action.MODIFY,
                                "m5.large",
                                new BigDecimal("50.05"),
                                "USD"),
                        new Rightsizing(
                                "111122223333",
                                "i-2",
                                null,
                                null,
                                null,
                                new BigDecimal("7"),
                                Rightsizing.Action.TERMINATE,
                                null,
                                new BigDecimal("7"),
                                "USD"));
    }

    @Test
    void calls_are_counted_and_capped() {
        AwsInsights careful = AwsInsights.using(cloud.client(), 2);
        careful.rightsizing();
        cloud.faults.add(FakeCostExplorer.error(400, "LimitExceededException", ""));
        assertThatThrownBy(careful::rightsizing).isInstanceOf(RetryableException.class);

        assertThatThrownBy(careful::rightsizing)
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("cap of 2");
        assertThat(careful.paidCalls()).isEqualTo(2);
        assertThat(cloud.exchanges).hasSize(2);
    }

    @Test
    void a_missing_permission_is_named() {
        cloud.faults.add(FakeCostExplorer.error(400, "AccessDeniedException", "not allowed"));
        assertThatThrownBy(() -> insights.savingsPlans(DAYS)).hasMessageContaining("ce:GetSavingsPlansUtilization");
    }

    @Test
    void what_cannot_be_read_is_named() {
        cloud.faults.add(FakeCostExplorer.json(
                "{\"ForecastResultsByTime\":[{\"TimePeriod\":{\"Start\":\"today\",\"End\":\"2026-08-02\"}}]}"));
        assertThatThrownBy(() -> insights.forecast(DAYS, 80))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("TimePeriod");
    }
}
