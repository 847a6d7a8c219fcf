package io.smartcost.provider.aws;

import io.smartcost.model.CostRecord;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.Tags;
import io.smartcost.provider.focus.BadCell;
import io.smartcost.provider.focus.Columns;
import io.smartcost.provider.focus.Columns.Column;
import io.smartcost.provider.focus.RowFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of a CUR 2.0 as a record in FOCUS terms. The README has the table of it; the costs are {@link CurCosts}'. */
final class CurRows implements RowFormat.Reader {
    static final String START = "line_item_usage_start_date";
    static final String CURRENCY = "line_item_currency_code";
    static final String TYPE = "line_item_line_item_type";

    private static final String END = "line_item_usage_end_date";
    private static final String INTERVAL = "identity_time_interval";
    private static final Set<String> USAGE = Set.of("Usage", "DiscountedUsage", "SavingsPlanCoveredUsage");

    private static final Map<FocusColumn, String> TEXTS = Map.ofEntries(
            Map.entry(FocusColumn.AVAILABILITY_ZONE, "line_item_availability_zone"),
            Map.entry(FocusColumn.BILLING_ACCOUNT_ID, "bill_payer_account_id"),
            Map.entry(FocusColumn.BILLING_ACCOUNT_NAME, "bill_payer_account_name"),
            Map.entry(FocusColumn.CHARGE_DESCRIPTION, "line_item_line_item_description"),
            Map.entry(FocusColumn.INVOICE_ID, "bill_invoice_id"),
            Map.entry(FocusColumn.INVOICE_ISSUER_NAME, "bill_invoicing_entity"),
            Map.entry(FocusColumn.PRICING_UNIT, "pricing_unit"),
            Map.entry(FocusColumn.PUBLISHER_NAME, "line_item_legal_entity"),
            Map.entry(FocusColumn.REGION_ID, "product_region_code"),
            Map.entry(FocusColumn.REGION_NAME, "product_location"),
            Map.entry(FocusColumn.RESOURCE_ID, "line_item_resource_id"),
            Map.entry(FocusColumn.SKU_ID, "product_sku"),
            Map.entry(FocusColumn.SKU_METER, "line_item_usage_type"),
            Map.entry(FocusColumn.SKU_PRICE_ID, "pricing_rate_code"),
            Map.entry(FocusColumn.SUB_ACCOUNT_ID, "line_item_usage_account_id"),
            Map.entry(FocusColumn.SUB_ACCOUNT_NAME, "line_item_usage_account_name"));
    private static final Map<String, String> EXTENSIONS = Map.of(
            "x_LineItemType", TYPE,
            "x_BillType", "bill_bill_type",
            "x_ServiceCode", "line_item_product_code",
            "x_Operation", "line_item_operation",
            "x_InstanceType", "product_instance_type",
            "x_SplitParentResourceId", "split_line_item_parent_resource_id");

    private record Text(FocusColumn to, Column<String> from) {}

    private record Extension(String to, Column<String> from) {}

    private final Column<Instant> start;
    private final Column<Instant> end;
    private final Column<Instant> periodStart;
    private final Column<Instant> periodEnd;
    private final Column<String> interval;
    private final Column<String> currency;
    private final Column<String> type;
    private final Column<String> costCategories;
    private final Column<String> serviceCode;
    private final Column<String> productCode;
    private final Column<String> productName;
    private final Column<CurTags> tags;
    private final List<Text> texts = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final CurCosts costs;
    private final CurPricing pricing;

    /** @throws BadCell if a column is missing without which no charge can be understood */
    CurRows(Columns columns) throws BadCell {
        for (String needed : List.of(START, CURRENCY, TYPE, CurCosts.UNBLENDED)) {
            if (!columns.has(needed)) {
                throw new BadCell(needed, "A CUR 2.0 needs this column: add it to the export's query");
            }
        }
        start = columns.time(START);
        end = columns.time(END);
        interval = columns.text(INTERVAL);
        periodStart = columns.time("bill_billing_period_start_date");
        periodEnd = columns.time("bill_billing_period_end_date");
        currency = columns.text(CURRENCY);
        type = columns.text(TYPE);
        costCategories = columns.text("cost_category");
        serviceCode = columns.text("product_servicecode");
        productCode = columns.text("line_item_product_code");
        productName = columns.map("product", CurRows::productName);
        tags = columns.map(columns.has("tags") ? "tags" : "resource_tags", CurTags::of);
        for (Map.Entry<FocusColumn, String> text : TEXTS.entrySet()) {
            if (columns.has(text.getValue())) {
                texts.add(new Text(text.getKey(), columns.text(text.getValue())));
            }
        }
        for (Map.Entry<String, String> extension : EXTENSIONS.entrySet()) {
            if (columns.has(extension.getValue())) {
                extensions.add(new Extension(extension.getKey(), columns.text(extension.getValue())));
            }
        }
        costs = new CurCosts(columns);
        pricing = new CurPricing(columns);
    }

    @Override
    public Instant start() throws BadCell {
        return present(START, start.value());
    }

    @Override
    public CostRecord record() throws BadCell {
        String lineItem = present(TYPE, type.value());
        CurTags tagged = tags.value();
        CostRecord.Builder record = CostRecord.startingAt(start())
                .currency(present(CURRENCY, currency.value()).strip())
                .time(FocusColumn.CHARGE_PERIOD_END, end.value())
                .time(FocusColumn.BILLING_PERIOD_START, periodStart.value())
                .time(FocusColumn.BILLING_PERIOD_END, periodEnd.value())
                .text(FocusColumn.PROVIDER_NAME, "AWS")
                .text(FocusColumn.SERVICE_NAME, serviceName())
                .text(FocusColumn.CHARGE_CATEGORY, RecordTypes.chargeCategory(lineItem))
                .tags(tagged == null ? Tags.none() : tagged.tags());
        for (Text text : texts) {
            record.text(text.to, text.from.value());
        }
        for (Extension extension : extensions) {
            record.extension(extension.to, extension.from.value());
        }
        String categories = costCategories.value();
        boolean none = categories == null || categories.equals("{}");
        record.extension(
                "x_CostCategories", none && tagged != null ? tagged.costCategories() : none ? null : categories);
        refuseMonths(lineItem);
        try {
            costs.read(lineItem, record);
            pricing.read(lineItem, record);
            return record.build();
        } catch (IllegalArgumentException e) {
            throw new BadCell(null, String.valueOf(e.getMessage()));
        }
    }

    /** The time interval is that of the export, an hour or a day, also of usage that lasts longer. */
    private void refuseMonths(String lineItem) throws BadCell {
        if (!USAGE.contains(lineItem)) {
            return;
        }
        String stated = interval.value();
        if (stated == null) {
            UsageDays.refuseLonger(END, start(), end.value());
        } else {
            UsageDays.refuseLonger(INTERVAL, stated);
        }
    }

    private static <T> T present(String column, @Nullable T value) throws BadCell {
        if (value == null) {
            throw new BadCell(column, "It is empty, and a charge cannot be understood without it");
        }
        return value;
    }

    private @Nullable String serviceName() throws BadCell {
        return first(productName.value(), first(serviceCode.value(), productCode.value()));
    }

    /** Empty if the product has none. */
    private static String productName(Tags product) {
        String name = first(product.get("product_name"), product.get("servicename"));
        return name == null ? "" : name;
    }

    private static @Nullable String first(@Nullable String value, @Nullable String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    /** For columns that add up: an empty cell of a column that is there adds nothing. */
    static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
