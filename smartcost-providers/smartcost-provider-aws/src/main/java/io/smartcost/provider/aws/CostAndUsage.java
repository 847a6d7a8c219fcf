package io.smartcost.provider.aws;

import io.smartcost.spi.Refusal;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.DimensionValuesWithAttributes;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/** Asks GetCostAndUsage one question at a time, all pages of it, and reads the answer. */
final class CostAndUsage {
    private static final String ACTION = "GetCostAndUsage";

    private final CostExplorerClient client;
    private final Calls calls;
    private final Period period;

    CostAndUsage(CostExplorerClient client, Calls calls, Period period) {
        this.client = client;
        this.calls = calls;
        this.period = period;
    }

    /**
     * @param by at most two
     * @param filters all of which charges must match
     */
    Answer ask(List<Grouping> by, List<Expression> filters) {
        GetCostAndUsageRequest.Builder request = GetCostAndUsageRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(period.startText())
                        .end(period.endText())
                        .build())
                .granularity(period.granularity())
                .metrics(Metric.NAMES)
                .overrideConfiguration(calls.limits());
        if (!by.isEmpty()) {
            request.groupBy(by.stream().map(Grouping::definition).toList());
        }
        if (filters.size() == 1) {
            request.filter(filters.get(0));
        } else if (!filters.isEmpty()) {
            request.filter(Expression.builder().and(filters).build());
        }
        Reading reading = new Reading(by);
        calls.pages(
                ACTION,
                token -> client.getCostAndUsage(request.nextPageToken(token).build()),
                GetCostAndUsageResponse::nextPageToken,
                reading::page);
        return reading.answer;
    }

    private final class Reading {
        private final List<Grouping> by;
        private final Answer answer = new Answer();
        private final Set<List<Object>> seen = new HashSet<>();
        /** Each text once: a month repeats its accounts, services and currencies in every group. */
        private final Map<String, String> texts = new HashMap<>();

        Reading(List<Grouping> by) {
            this.by = by;
        }

        void page(GetCostAndUsageResponse page) {
            for (DimensionValuesWithAttributes value : page.dimensionValueAttributes()) {
                String description = value.attributes().get("description");
                if (value.value() != null && description != null) {
                    answer.accountNames.put(value.value(), description);
                }
            }
            page.resultsByTime().forEach(this::result);
        }

        private void result(ResultByTime result) {
            Instant start = time(
                    result.timePeriod() == null ? null : result.timePeriod().start());
            Instant end = time(
                    result.timePeriod() == null ? null : result.timePeriod().end());
            if (start == null || end == null || !period.contains(start) || !start.isBefore(end)) {
                throw new RetryableException(
                        ACTION + " of Cost Explorer answered a period that was not asked for: " + result.timePeriod(),
                        (Duration) null);
            }
            // Without the flag nothing says that it is final.
            answer.estimated.merge(start, !Boolean.FALSE.equals(result.estimated()), Boolean::logicalOr);
            if (by.isEmpty()) {
                group(start, end, List.of(), result.total());
            } else {
                result.groups()
                        .forEach(group -> group(
                                start,
                                end,
                                group.keys().stream().map(this::once).toList(),
                                group.metrics()));
            }
        }

        private void group(Instant start, Instant end, List<String> keys, Map<String, MetricValue> metrics) {
            if (keys.size() != by.size()) {
                refuse(start, keys, null, "It has " + keys.size() + " keys where " + by.size() + " were asked for");
                return;
            }
            if (!seen.add(List.of(start, keys))) {
                throw new RetryableException(
                        ACTION + " of Cost Explorer sent " + keys + " of " + start
                                + " twice; adding both up might count charges twice",
                        (Duration) null);
            }
            Map<Grouping, String> values = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                values.put(by.get(i), once(by.get(i).value(keys.get(i))));
            }
            Map<Metric, Amount> amounts = Group.noAmounts();
            String currency = null;
            for (Metric metric : Metric.values()) {
                MetricValue value = metrics.get(metric.title);
                if (value == null || value.amount() == null) {
                    continue;
                }
                BigDecimal amount = Amount.parse(value.amount());
                String unit = value.unit() == null ? "" : once(value.unit());
                if (amount == null) {
                    refuse(start, keys, metric, "It is no decimal number");
                    return;
                }
                if (metric.isCost()) {
                    if (unit.isEmpty() || (currency != null && !currency.equals(unit))) {
                        refuse(
                                start,
                                keys,
                                metric,
                                "Its currency is '" + unit + "', and that of the others " + currency);
                        return;
                    }
                    currency = unit;
                }
                amounts.put(metric, new Amount(amount, unit));
            }
            if (currency == null) {
                refuse(start, keys, null, "It has no cost in any currency");
                return;
            }
            answer.groups.add(new Group(start, end, values, amounts, false));
        }

        private String once(String text) {
            return texts.computeIfAbsent(text, same -> same);
        }

        private void refuse(Instant start, List<String> keys, @Nullable Metric metric, String reason) {
            answer.daysWithRefusals.add(LocalDate.ofInstant(start, ZoneOffset.UTC));
            answer.refusals.add(
                    new Refusal(ACTION + " of " + start + " " + keys, 0, metric == null ? null : metric.title, reason));
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-08-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
