package io.smartcost.provider.opencost;

import io.smartcost.model.CostMetric;
import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tags;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the allocations of a cluster's day: one for each component that costs something or was used. Their effective
 * costs add up to the total that the allocation states, their list costs to that without the adjustments; nothing of it is billed,
 * because the cloud bills the nodes.
 */
final class AllocationRecords {
    /** By what the costs of a cluster are kept apart, before the labels that the user names. */
    static final List<String> AGGREGATES = List.of("cluster", "namespace", "controllerKind", "controller");

    private static final String IDLE = "__idle__";
    private static final String UNMOUNTED = "__unmounted__";
    private static final String UNALLOCATED = "__unallocated__";

    private final Cluster cluster;
    private final Instant dayStart;
    private final Instant dayEnd;
    private final Instant monthStart;
    private final Instant monthEnd;

    AllocationRecords(Cluster cluster, LocalDate day) {
        this.cluster = cluster;
        this.dayStart = startOf(day);
        this.dayEnd = startOf(day.plusDays(1));
        this.monthStart = startOf(day.withDayOfMonth(1));
        this.monthEnd = startOf(day.withDayOfMonth(1).plusMonths(1));
    }

    /** @throws SmartCostException if the allocation is not of the day */
    List<CostRecord> of(String name, AllocationFields allocation) throws UnreadableAllocation {
        CostRecord common = common(name, allocation).build();
        List<CostRecord> records = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Component component : Component.values()) {
            CostRecord record = record(name, allocation, component, common.toBuilder());
            if (record != null) {
                records.add(record);
                BigDecimal effective = record.cost(CostMetric.EFFECTIVE);
                sum = effective == null ? sum : sum.add(effective);
            }
        }
        BigDecimal total = allocation.number("totalCost");
        if (total != null && total.compareTo(sum) != 0) {
            BigDecimal remainder = total.subtract(sum);
            records.add(of(Component.REMAINDER, name, common.toBuilder())
                    .cost(CostMetric.EFFECTIVE, remainder)
                    .cost(CostMetric.LIST, remainder)
                    .build());
        }
        return records;
    }

    private static @Nullable CostRecord record(
            String name, AllocationFields allocation, Component component, CostRecord.Builder record)
            throws UnreadableAllocation {
        if (component.cost == null) {
            return null;
        }
        BigDecimal list = amount(allocation, component.cost);
        BigDecimal adjustment = amount(allocation, component.cost + "Adjustment");
        boolean used = false;
        if (component.quantity != null && allocation.has(component.quantity)) {
            BigDecimal quantity = allocation.number(component.quantity);
            used = !isZero(quantity);
            record.decimal(FocusColumn.CONSUMED_QUANTITY, quantity).text(FocusColumn.CONSUMED_UNIT, component.unit);
        }
        if (!used && isZero(list) && isZero(adjustment)) {
            return null;
        }
        if (adjustment != null && !isZero(adjustment)) {
            record.extension("x_CostAdjustment", adjustment.toPlainString());
        }
        return of(component, name, record)
                .cost(CostMetric.LIST, list)
                .cost(CostMetric.EFFECTIVE, list == null || adjustment == null ? null : list.add(adjustment))
                .build();
    }

    /** A cost that is not there is zero, as older versions leave out what they do not know of; null is unknown. */
    private static @Nullable BigDecimal amount(AllocationFields allocation, String field) throws UnreadableAllocation {
        return allocation.has(field) ? allocation.number(field) : BigDecimal.ZERO;
    }

    private static boolean isZero(@Nullable BigDecimal amount) {
        return amount != null && amount.signum() == 0;
    }

    private static CostRecord.Builder of(Component component, String name, CostRecord.Builder record) {
        return record.text(FocusColumn.SERVICE_NAME, component.service)
                .text(FocusColumn.SERVICE_CATEGORY, component.category)
                .text(FocusColumn.SKU_ID, component.sku)
                .text(FocusColumn.CHARGE_DESCRIPTION, component.service + " of " + name)
                .cost(CostMetric.BILLED, BigDecimal.ZERO);
    }

    private CostRecord.Builder common(String name, AllocationFields allocation) throws UnreadableAllocation {
        Instant start = edge(allocation, "start", dayStart);
        Instant end = edge(allocation, "end", dayEnd);
        if (start.isBefore(dayStart) || end.isAfter(dayEnd) || !start.isBefore(end)) {
            throw new SmartCostException("The cluster " + cluster + " was asked for " + dayStart + " to " + dayEnd
                    + " and answered with " + start + " to " + end
                    + ": its days are not those of UTC. Set its UTC offset to +00:00");
        }
        String[] names = name.split("/", -1);
        String namespace = namespace(names, allocation);
        CostRecord.Builder record = CostRecord.startingAt(start)
                .time(FocusColumn.CHARGE_PERIOD_END, end)
                .time(FocusColumn.BILLING_PERIOD_START, monthStart)
                .time(FocusColumn.BILLING_PERIOD_END, monthEnd)
                .currency(cluster.currency())
                .text(FocusColumn.PROVIDER_NAME, OpenCost.PROVIDER_NAME)
                .text(FocusColumn.SERVICE_PROVIDER_NAME, OpenCost.PROVIDER_NAME)
                .text(FocusColumn.PUBLISHER_NAME, OpenCost.PROVIDER_NAME)
                .text(FocusColumn.ALLOCATED_METHOD_ID, OpenCost.NAME)
                .text(FocusColumn.BILLING_ACCOUNT_ID, cluster.name())
                .text(FocusColumn.BILLING_ACCOUNT_TYPE, "Cluster")
                .text(FocusColumn.SUB_ACCOUNT_ID, namespace)
                .text(FocusColumn.SUB_ACCOUNT_TYPE, "Namespace")
                .text(FocusColumn.CHARGE_CATEGORY, "Usage")
                .text(FocusColumn.CHARGE_FREQUENCY, "Usage-Based")
                .extension("x_ClusterId", allocation.property("cluster"))
                .tags(tags(names, allocation));
        String controller = allocation.property("controller");
        if (controller != null && !controller.startsWith("__")) {
            String kind = allocation.property("controllerKind");
            record.text(FocusColumn.RESOURCE_ID, namespace + "/" + (kind == null ? "" : kind + "/") + controller)
                    .text(FocusColumn.RESOURCE_NAME, controller)
                    .text(FocusColumn.RESOURCE_TYPE, kind);
        }
        return record;
    }

    private static Instant edge(AllocationFields allocation, String edge, Instant otherwise)
            throws UnreadableAllocation {
        Instant told = allocation.windowEdge(edge);
        return told == null ? otherwise : told;
    }

    /** Idle and unmounted costs have no namespace: they stand under the name that the cluster gives them. */
    private static String namespace(String[] names, AllocationFields allocation) {
        for (String special : List.of(IDLE, UNMOUNTED)) {
            if (Arrays.asList(names).contains(special)) {
                return special;
            }
        }
        String namespace = allocation.property("namespace");
        return namespace == null ? UNALLOCATED : namespace;
    }

    /** The name ends with the values of the labels that split it; a value of a label has no slash. */
    private Tags tags(String[] names, AllocationFields allocation) {
        Map<String, String> tags = new LinkedHashMap<>();
        allocation.putLabels("namespaceLabels", tags);
        allocation.putLabels("labels", tags);
        List<String> split = cluster.labels();
        if (names.length >= AGGREGATES.size() + split.size()) {
            for (int i = 0; i < split.size(); i++) {
                String value = names[names.length - split.size() + i];
                if (!value.startsWith("__")) {
                    tags.put(split.get(i), value);
                }
            }
        }
        return Tags.of(tags);
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
