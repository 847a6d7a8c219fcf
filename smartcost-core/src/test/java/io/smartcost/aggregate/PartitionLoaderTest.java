package io.smartcost.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import io.smartcost.query.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionLoaderTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final SourceAccount ACCOUNT = new SourceAccount("cloud", "a");
    private static final Tenant TENANT = Tenant.DEFAULT;

    @Test
    void whatIsLoadedCellByCellAnswersAsTheRecordsDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ColumnarEngine byRecord = ColumnarEngine.create();
        ColumnarEngine byCell = ColumnarEngine.create();
        TextColumn services = byCell.texts(TENANT, CostDimension.SERVICE);
        TextColumn currencies = byCell.currencies(TENANT);
        TextColumn units = byCell.units(TENANT);
        List<CostRecord> records = new ArrayList<>();
        PartitionLoader loader = byCell.load(TENANT, ACCOUNT, DAY, Completeness.FINAL);
        for (int row = 0; row < 5_000; row++) {
            String service = random.nextInt(9) == 0 ? null : "s" + random.nextInt(300);
            String currency = random.nextBoolean() ? "EUR" : "USD";
            BigDecimal billed = BigDecimal.valueOf(random.nextInt() >> random.nextInt(30), random.nextInt(12));
            BigDecimal quantity = random.nextBoolean() ? null : billed.movePointLeft(25);
            records.add(CostRecord.startingAt(DAY.atStartOfDay().toInstant(ZoneOffset.UTC))
                    .currency(currency)
                    .cost(CostMetric.BILLED, billed)
                    .cost(CostMetric.LIST, billed.negate())
                    .decimal(FocusColumn.CONSUMED_QUANTITY, quantity)
                    .text(FocusColumn.CONSUMED_UNIT, "h")
                    .text(FocusColumn.SERVICE_NAME, service)
                    .build());
            if (service != null) {
                loader.text(services, services.code(service));
            }
            loader.text(currencies, currencies.code(currency));
            loader.text(units, units.code("h"));
            loader.cost(CostMetric.BILLED, billed.unscaledValue().longValueExact(), billed.scale());
            loader.cost(CostMetric.LIST, billed.negate());
            if (quantity != null) {
                loader.quantity(quantity);
            }
            loader.endRow();
        }
        byRecord.replace(TENANT, new CostPartition(ACCOUNT, DAY, Completeness.FINAL, records));
        CostQuery query = CostQuery.of(TENANT, DayRange.of(DAY)).groupBy(CostDimension.SERVICE);
        assertThat(byCell.aggregate(query).rows())
                .as("nothing before it is finished")
                .isEmpty();

        loader.finish();

        for (Measure measure : List.of(Measure.BILLED, Measure.LIST, Measure.QUANTITY, Measure.RECORDS)) {
            assertThat(byCell.aggregate(query.measure(measure)))
                    .as("seed %s, %s", seed, measure)
                    .isEqualTo(byRecord.aggregate(query.measure(measure)));
        }
    }

    @Test
    void refusesWhatIsNotOfItsTenant() {
        ColumnarEngine engine = ColumnarEngine.create();
        TextColumn own = engine.texts(TENANT, CostDimension.SERVICE);
        TextColumn others = engine.texts(new Tenant("other"), CostDimension.SERVICE);
        int code = own.code("s");
        others.code("s");
        PartitionLoader loader = engine.load(TENANT, ACCOUNT, DAY, Completeness.FINAL);

        assertThatThrownBy(() -> loader.text(others, code)).hasMessageContaining("another engine or tenant");
        loader.text(own, code);
        assertThatThrownBy(() -> loader.text(others, code)).hasMessageContaining("another engine or tenant");
        assertThatThrownBy(() -> loader.text(own, code + 1)).hasMessageContaining("its codes are 1 to 1");
        assertThatThrownBy(() -> loader.text(own, 0)).hasMessageContaining("no text with the code 0");
        assertThatThrownBy(() -> engine.texts(TENANT, CostDimension.WEEK)).hasMessageContaining("partition's day");
        assertThat(engine.texts(TENANT, Dimension.tag("env")).code("prod")).isEqualTo(1);
    }
}
