package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tags;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Partitions and queries that are legal and unkind: few values, so that they meet, absent ones, look-alikes, all digits. */
final class RandomCosts {
    /** From the middle of a week and month into the next two, with room for days that have nothing. */
    private static final DayRange DAYS = new DayRange(LocalDate.of(2026, 1, 22), LocalDate.of(2026, 3, 5));

    private static final List<FocusColumn> TEXTS = List.of(
            FocusColumn.PROVIDER_NAME,
            FocusColumn.SERVICE_PROVIDER_NAME,
            FocusColumn.BILLING_ACCOUNT_ID,
            FocusColumn.SUB_ACCOUNT_ID,
            FocusColumn.SERVICE_NAME,
            FocusColumn.SERVICE_CATEGORY,
            FocusColumn.REGION_ID,
            FocusColumn.RESOURCE_ID,
            FocusColumn.CHARGE_CATEGORY,
            FocusColumn.SKU_ID,
            FocusColumn.CONSUMED_UNIT);
    private static final List<String> TAG_KEYS =
            List.of("env", "Env", "ENV", "team", "ITEM", "item", "a'b\"c\\d%_", "\ud83d\ude80");

    private final Random random;
    private final int digits;
    private final List<String> values;

    RandomCosts(long seed, int digits) {
        this.random = new Random(seed);
        this.digits = digits;
        List<String> shuffled = new ArrayList<>(HostileTexts.ALL);
        Collections.shuffle(shuffled, random);
        this.values = shuffled.subList(0, 12);
    }

    /** Some days of some accounts of one tenant. */
    List<CostPartition> partitions() {
        List<CostPartition> partitions = new ArrayList<>();
        for (SourceAccount account : List.of(
                new SourceAccount("aws", "1"), new SourceAccount("aws", "2"), new SourceAccount("focus", "1"))) {
            DAYS.days().filter(day -> random.nextInt(3) == 0).forEach(day -> partitions.add(partition(account, day)));
        }
        return partitions;
    }

    private CostPartition partition(SourceAccount account, LocalDate day) {
        List<CostRecord> records = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            records.add(record(day));
        }
        Completeness completeness = random.nextBoolean() ? Completeness.FINAL : any(List.of(Completeness.values()));
        return new CostPartition(account, day, completeness, records);
    }

    private CostRecord record(LocalDate day) {
        CostRecord.Builder record = CostRecord.startingAt(
                        day.atTime(any(List.of(0, 12, 23)), any(List.of(0, 59))).toInstant(ZoneOffset.UTC))
                .currency(any(List.of("USD", "USD", "EUR", "JPY")));
        for (CostMetric metric : CostMetric.values()) {
            record.cost(metric, random.nextInt(6) == 0 ? null : Amounts.random(random, digits));
        }
        record.decimal(FocusColumn.CONSUMED_QUANTITY, random.nextInt(3) == 0 ? null : Amounts.random(random, digits));
        for (FocusColumn column : TEXTS) {
            record.text(column, random.nextInt(4) == 0 ? null : any(values));
        }
        Map<String, String> tags = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.put(any(TAG_KEYS), random.nextInt(8) == 0 ? "" : any(values));
        }
        return record.tags(Tags.of(tags)).build();
    }

    CostQuery query(CostQuery start) {
        List<Dimension> groupBy = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Dimension dimension = dimension();
            if (!groupBy.contains(dimension)) {
                groupBy.add(dimension);
            }
        }
        int limit = random.nextBoolean() ? CostQuery.NO_LIMIT : 1 + random.nextInt(6);
        return new CostQuery(
                start.tenant(), days(), filter(3), groupBy, measure(), any(List.of(Order.values())), limit);
    }

    private DayRange days() {
        LocalDate start = DAYS.start().minusDays(3).plusDays(random.nextInt(DAYS.length()));
        return new DayRange(start, start.plusDays(1 + random.nextInt(DAYS.length())));
    }

    private Measure measure() {
        return switch (random.nextInt(8)) {
            case 0 -> Measure.EFFECTIVE;
            case 1 -> Measure.LIST;
            case 2 -> Measure.CONTRACTED;
            case 3, 4 -> Measure.QUANTITY;
            case 5 -> Measure.RECORDS;
            case 6 -> Measure.distinct(dimension());
            default -> Measure.BILLED;
        };
    }

    private Dimension dimension() {
        return random.nextInt(4) == 0 ? Dimension.tag(any(TAG_KEYS)) : any(List.of(CostDimension.values()));
    }

    private Filter filter(int depth) {
        int kind = random.nextInt(depth == 0 ? 5 : 9);
        return switch (kind) {
            case 0 -> Filter.all();
            case 1 -> dimension().isAbsent();
            case 2 -> dimension().startsWith(part());
            case 3 -> dimension().contains(part());
            case 4 -> new Filter.In(dimension(), List.of(text(), text()));
            case 5 -> filter(depth - 1).and(filter(depth - 1));
            case 6 -> filter(depth - 1).or(filter(depth - 1));
            case 7 -> new Filter.Or(random.nextInt(5) == 0 ? List.of() : List.of(filter(depth - 1)));
            default -> filter(depth - 1).not();
        };
    }

    private String text() {
        LocalDate day = DAYS.start().plusDays(random.nextInt(DAYS.length()));
        return switch (random.nextInt(8)) {
            case 0 -> day.toString();
            case 1 -> day.toString().substring(0, 7);
            case 2 -> any(HostileTexts.SHORT);
            default -> any(values);
        };
    }

    /** A piece of a text that may be there, never through the middle of a character. */
    private String part() {
        int[] characters = text().codePoints().toArray();
        int from = random.nextBoolean() ? 0 : random.nextInt(characters.length);
        int length = Math.min(random.nextInt(5), characters.length - from);
        return random.nextInt(10) == 0 ? any(List.of("%", "_", "\\", ".*", "^")) : new String(characters, from, length);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
