package io.smartcost.provider.aws;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.GetAnomaliesRequest;
import software.amazon.awssdk.services.costexplorer.model.GetAnomaliesResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostForecastRequest;
import software.amazon.awssdk.services.costexplorer.model.GetReservationUtilizationRequest;
import software.amazon.awssdk.services.costexplorer.model.GetReservationUtilizationResponse;
import software.amazon.awssdk.services.costexplorer.model.GetRightsizingRecommendationRequest;
import software.amazon.awssdk.services.costexplorer.model.GetRightsizingRecommendationResponse;
import software.amazon.awssdk.services.costexplorer.model.GetSavingsPlansUtilizationRequest;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/**
 * What Cost Explorer itself thinks of the costs: its forecast, its anomalies, how far commitments are used, which machines are too
 * large. Each page of an answer costs money, as those of {@link AwsCostExplorer} do, and is counted.
 *
 * <p>All methods throw {@link io.smartcost.spi.RetryableException} if it may succeed later and {@link SmartCostException} with what
 * to do otherwise. Thread-safe.
 */
public final class AwsInsights {
    private static final int LEAST_CONFIDENCE = 51;
    private static final int MOST_CONFIDENCE = 99;
    private static final String MACHINES = "AmazonEC2";

    private final CostExplorerClient client;
    private final long mostPaidCalls;
    private final AtomicLong paidCalls = new AtomicLong();
    private final Calls calls = new Calls(Duration.ofMinutes(1), this::pay);

    private AwsInsights(CostExplorerClient client, long mostPaidCalls) {
        this.client = client;
        this.mostPaidCalls = mostPaidCalls;
    }

    /** @param mostPaidCalls how many calls this instance may make in all; the one after them is refused and not made */
    public static AwsInsights using(CostExplorerClient client, long mostPaidCalls) {
        return new AwsInsights(client, mostPaidCalls);
    }

    /** How many calls were made so far. */
    public long paidCalls() {
        return paidCalls.get();
    }

    /**
     * AWS's forecast of the unblended cost, day by day. It takes one call.
     *
     * @param days from today on, at most three months
     * @param confidence how likely the cost lies between the bounds, in per cent, 51 to 99
     */
    public AwsForecast forecast(DayRange days, int confidence) {
        if (confidence < LEAST_CONFIDENCE || confidence > MOST_CONFIDENCE) {
            throw new IllegalArgumentException("AWS forecasts with a confidence of " + LEAST_CONFIDENCE + " to "
                    + MOST_CONFIDENCE + " per cent, got " + confidence);
        }
        GetCostForecastRequest request = GetCostForecastRequest.builder()
                .timePeriod(interval(days))
                .granularity(Granularity.DAILY)
                .metric("UNBLENDED_COST")
                .predictionIntervalLevel(confidence)
                .overrideConfiguration(calls.limits())
                .build();
        return AwsForecast.of(calls.once("GetCostForecast", () -> client.getCostForecast(request)));
    }

    /** The anomalies that AWS has seen on these days; AWS has at most the last 90. It takes a call a page. */
    public List<AwsAnomaly> anomalies(DayRange days) {
        GetAnomaliesRequest.Builder request = GetAnomaliesRequest.builder()
                // Here, and only here, the end is inclusive.
                .dateInterval(interval -> interval.startDate(days.start().toString())
                        .endDate(days.end().minusDays(1).toString()))
                .overrideConfiguration(calls.limits());
        List<AwsAnomaly> anomalies = new ArrayList<>();
        calls.pages(
                "GetAnomalies",
                token -> client.getAnomalies(request.nextPageToken(token).build()),
                GetAnomaliesResponse::nextPageToken,
                page -> page.anomalies().forEach(anomaly -> anomalies.add(AwsAnomaly.of(anomaly))));
        return anomalies;
    }

    /** How far the savings plans were used, day by day. It takes one call. */
    public List<CommitmentUse> savingsPlans(DayRange days) {
        GetSavingsPlansUtilizationRequest request = GetSavingsPlansUtilizationRequest.builder()
                .timePeriod(interval(days))
                .granularity(Granularity.DAILY)
                .overrideConfiguration(calls.limits())
                .build();
        return calls
                .once("GetSavingsPlansUtilization", () -> client.getSavingsPlansUtilization(request))
                .savingsPlansUtilizationsByTime()
                .stream()
                .map(CommitmentUse::of)
                .toList();
    }

    /** How far the reservations were used, day by day. It takes a call a page. */
    public List<CommitmentUse> reservations(DayRange days) {
        GetReservationUtilizationRequest.Builder request = GetReservationUtilizationRequest.builder()
                .timePeriod(interval(days))
                .granularity(Granularity.DAILY)
                .overrideConfiguration(calls.limits());
        List<CommitmentUse> uses = new ArrayList<>();
        calls.pages(
                "GetReservationUtilization",
                token -> client.getReservationUtilization(
                        request.nextPageToken(token).build()),
                GetReservationUtilizationResponse::nextPageToken,
                page -> page.utilizationsByTime().forEach(use -> uses.add(CommitmentUse.of(use))));
        return uses;
    }

    /** The virtual machines that AWS thinks are too large or idle. It takes a call a page. */
    public List<Rightsizing> rightsizing() {
        GetRightsizingRecommendationRequest.Builder request =
                GetRightsizingRecommendationRequest.builder().service(MACHINES).overrideConfiguration(calls.limits());
        List<Rightsizing> advice = new ArrayList<>();
        calls.pages(
                "GetRightsizingRecommendation",
                token -> client.getRightsizingRecommendation(
                        request.nextPageToken(token).build()),
                GetRightsizingRecommendationResponse::nextPageToken,
                page -> page.rightsizingRecommendations().forEach(one -> advice.add(Rightsizing.of(one))));
        return advice;
    }

    private void pay() {
        if (paidCalls.getAndUpdate(made -> Math.min(made + 1, mostPaidCalls)) >= mostPaidCalls) {
            throw new SmartCostException("The cap of " + mostPaidCalls
                    + " paid calls to Cost Explorer is reached, and the call was not made. Make an AwsInsights with a higher"
                    + " one to go on");
        }
    }

    private static DateInterval interval(DayRange days) {
        return DateInterval.builder()
                .start(days.start().toString())
                .end(days.end().toString())
                .build();
    }
}
