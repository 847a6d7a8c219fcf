package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.FocusColumn;
import io.smartcost.model.SmartCostException;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.spi.PartitionSelection;
import io.smartcost.spi.RetryableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the contract of cost stores does not ask, because it is about SQL. */
class JdbcCostStoreTest {
    private static JdbcCostStore store(TestDatabase kind) {
        JdbcCostStore store = JdbcCostStore.on(kind.fresh());
        store.createIfMissing();
        return store;
    }

    private static CostRecord.Builder record(String billed) {
        return Days.partition(1, billed).records().iterator().next().toBuilder();
    }

    private static CostPartition partition(List<CostRecord> records) {
        return new CostPartition(Days.ACCOUNT, Days.DAY, Completeness.FINAL, records);
    }

    @ParameterizedTest
    @EnumSource
    void amountsBesideTheirColumnTakePartInSumsOrderAndLimit(TestDatabase kind) {
        JdbcCostStore store = store(kind);
        String digits = "0." + "3".repeat(200);
        store.replace(
                Days.TENANT,
                partition(List.of(
                        record("5").text(FocusColumn.SERVICE_NAME, "a").build(),
                        record("1E+60").text(FocusColumn.SERVICE_NAME, "b").build(),
                        record("-7").text(FocusColumn.SERVICE_NAME, "b").build(),
                        record(digits).text(FocusColumn.SERVICE_NAME, "c").build(),
                        record("6").text(FocusColumn.SERVICE_NAME, "d").build())));
        List<CostTable.Row> top = store.aggregate(
                        Days.QUERY.groupBy(CostDimension.SERVICE).top(2))
                .rows();
        assertThat(top).extracting(row -> row.key().get(0)).containsExactly("b", "d");
        assertThat(top.get(0).value()).isEqualByComparingTo(new BigDecimal("1E+60").subtract(BigDecimal.valueOf(7)));
        assertThat(top.get(0).unknown()).isZero();
        assertThat(store.aggregate(Days.QUERY.where(CostDimension.SERVICE.in("a", "c")))
                        .totals()
                        .get("USD"))
                .isEqualByComparingTo("5." + "3".repeat(200));
    }

    @ParameterizedTest
    @EnumSource
    void longTextsThatDifferInTheirLastLetterAreTwo(TestDatabase kind) {
        JdbcCostStore store = store(kind);
        String text = "\u00e9".repeat(5_000);
        List<CostRecord> records = new ArrayList<>();
        for (String end : List.of("a", "b", "a", "c", "b", "a")) {
            records.add(record("1").text(FocusColumn.SERVICE_NAME, text + end).build());
        }
        store.replace(Days.TENANT, partition(records));
        CostQuery query = Days.QUERY.groupBy(CostDimension.SERVICE);
        assertThat(store.aggregate(query).rows())
                .extracting(row -> row.key().get(0) + row.value())
                .containsExactly(text + "a3", text + "b2", text + "c1");
        assertThat(store.aggregate(query.limit(2)).rows()).hasSize(2);
        assertThat(store.aggregate(Days.QUERY.measure(Measure.distinct(CostDimension.SERVICE)))
                        .rows()
                        .get(0)
                        .value())
                .isEqualByComparingTo("3");
    }

    @ParameterizedTest
    @EnumSource
    void aPartitionOfManyPagesIsReadInItsOrderAndByTwoAtOnce(TestDatabase kind) {
        JdbcCostStore store = store(kind);
        store.replace(Days.TENANT, Days.partition(4_500, "1"));
        List<Iterator<CostRecord>> kept = new ArrayList<>();
        store.read(Days.TENANT, PartitionSelection.of(DayRange.of(Days.DAY)), partition -> {
            Iterator<CostRecord> behind = partition.records().iterator();
            int number = 0;
            for (CostRecord record : partition.records()) {
                assertThat(record.text(FocusColumn.RESOURCE_ID)).isEqualTo("resource " + number);
                if (number++ % 2 == 0) {
                    assertThat(behind.next().text(FocusColumn.RESOURCE_ID)).isEqualTo("resource " + (number / 2));
                }
            }
            assertThat(number).isEqualTo(4_500);
            kept.add(partition.records().iterator());
            Iterator<CostRecord> all = partition.records().iterator();
            IntStream.range(0, 4_500).forEach(i -> all.next());
            assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        });
        assertThatThrownBy(() -> kept.get(0).next())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("until the reader that they were handed to returns");
    }

    @ParameterizedTest
    @EnumSource
    void aFilterOfMoreValuesThanAStatementTakesIsRefusedAndHarmsNothing(TestDatabase kind) {
        JdbcCostStore store = store(kind);
        store.replace(Days.TENANT, Days.partition(3, "2"));
        List<String> names =
                IntStream.range(0, 100_000).mapToObj(i -> "name " + i).toList();
        CostQuery query = Days.QUERY.where(new Filter.In(CostDimension.SERVICE, names));
        assertThatThrownBy(() -> store.aggregate(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 32000 values");
        assertThat(store.aggregate(Days.QUERY).totals()).isEqualTo(Map.of("USD", BigDecimal.valueOf(6)));
    }

    @ParameterizedTest
    @EnumSource
    void aReplacementLeavesNoRowOfTheOldOne(TestDatabase kind) {
        DataSource source = kind.fresh();
        JdbcCostStore store = JdbcCostStore.on(source);
        store.createIfMissing();
        for (int size : new int[] {5, 3, 0, 4}) {
            store.replace(Days.TENANT, Days.partition(size, "1"));
            assertThat(count(source)).isEqualTo(size);
        }
        store.drop(Days.TENANT, PartitionSelection.of(Days.ACCOUNT, DayRange.of(Days.DAY)));
        assertThat(count(source)).isZero();
    }

    private static long count(DataSource source) {
        Sql sql = Sql.of("SELECT COUNT(*) FROM " + RecordTable.NAME);
        return new Database(source)
                .connected("counting", session -> session.query(sql, row -> row.getLong(1)))
                .get(0);
    }

    /** A hundred million million dollars: the rest of the 38 digits is behind the point. */
    @Test
    void aSumBeyondDuckDbsDigitsIsAnErrorAndNotAWrongFigure() {
        DataSource source = TestDatabase.DUCKDB.fresh();
        JdbcCostStore store = JdbcCostStore.on(source);
        store.createIfMissing();
        store.replace(Days.TENANT, Days.partition(3, "2"));
        TestDatabase.execute(
                source,
                "INSERT INTO smartcost_record (tenant, charge_day, revision, record_number, billing_currency, billed_cost)"
                        + " SELECT tenant, charge_day, revision, range, 'USD', 99999999 FROM smartcost_partition, range(1200000)");
        assertThatThrownBy(() -> store.aggregate(Days.QUERY))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("more digits than DuckDB's 38. Ask for fewer days");
        assertThat(store.aggregate(Days.QUERY.measure(Measure.RECORDS)).totals().get(""))
                .isEqualByComparingTo("1200003");
    }

    @Test
    void aServerThatIsNotThereMayBeThereLater() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setURL("jdbc:postgresql://localhost:1/costs");
        nobody.setPassword("s3cret");
        assertThatThrownBy(() -> JdbcCostStore.on(nobody).createIfMissing())
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("could not be reached")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void textsThatMariaDbCannotTellApartAreRefusedByName() {
        JdbcCostStore store = store(TestDatabase.MARIADB);
        store.replace(Days.TENANT, Days.partition(3, "2"));
        CostRecord endless =
                record("1").text(FocusColumn.SERVICE_NAME, "x".repeat(20_000)).build();
        assertThatThrownBy(() -> store.replace(Days.TENANT, partition(List.of(endless))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ServiceName has a text of 20000 characters")
                .hasMessageContaining("at most 16384");
        assertThat(store.aggregate(Days.QUERY).totals()).isEqualTo(Map.of("USD", BigDecimal.valueOf(6)));
    }
}
