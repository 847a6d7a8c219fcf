package io.smartcost.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostDimension;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Dimension;
import io.smartcost.query.Filter;
import io.smartcost.query.Measure;
import io.smartcost.query.Order;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Trino's own grammar takes every kind of statement that the dialect makes, with as many parameters as there are values. */
class TrinoDialectTest {
    private static final DayRange DAYS = new DayRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 3, 1));
    private static final CostQuery START = CostQuery.of(new Tenant("o'neill"), DAYS);
    private static final List<Dimension> DIMENSIONS = Stream.concat(
                    Stream.of(CostDimension.values()), Stream.of(Dimension.tag("a'b\"?")))
            .toList();

    private final Dialect trino = new TrinoDialect();
    private final Session session = new Session(null, trino);

    private void assertIsQuery(Sql sql) {
        Node statement = new SqlParser().createStatement(sql.toString());
        assertThat(statement).as(sql.toString()).isInstanceOf(Query.class);
        List<Parameter> parameters = new ArrayList<>();
        new AstVisitor<Void, Void>() {
            @Override
            protected Void visitNode(Node node, Void context) {
                if (node instanceof Parameter parameter) {
                    parameters.add(parameter);
                }
                node.getChildren().forEach(child -> process(child, context));
                return null;
            }
        }.process(statement, null);
        assertThat(parameters).as(sql.toString()).hasSameSizeAs(sql.values());
        assertThat(sql.toString()).doesNotContain("neill").doesNotContain("a'b");
    }

    private void assertIsAnswered(CostQuery query) {
        Aggregation aggregation = new Aggregation(session, query);
        assertIsQuery(aggregation.statement(false));
        assertIsQuery(aggregation.statement(true));
    }

    @Test
    void everyDimensionIsGroupedByUnderEveryMeasureAndOrder() {
        for (Dimension dimension : DIMENSIONS) {
            for (Measure measure :
                    List.of(Measure.BILLED, Measure.QUANTITY, Measure.RECORDS, Measure.distinct(dimension))) {
                for (Order order : Order.values()) {
                    CostQuery query = START.measure(measure).orderBy(order);
                    assertIsAnswered(query);
                    assertIsAnswered(query.limit(7));
                    assertIsAnswered(query.groupBy(dimension));
                    assertIsAnswered(query.groupBy(dimension).limit(7));
                }
            }
            assertIsQuery(new Aggregation(session, START.groupBy(dimension)).setAside());
        }
        assertIsAnswered(START.groupBy(DIMENSIONS.subList(9, 13)).top(3));
    }

    @Test
    void everyFilterHoldsForEveryDimension() {
        for (Dimension dimension : DIMENSIONS) {
            for (Filter filter : List.of(
                    dimension.in("x", "o'neill"),
                    dimension.startsWith("o'neill"),
                    dimension.contains("%_!"),
                    dimension.isAbsent(),
                    new Filter.Or(List.of()),
                    dimension.is("x").or(dimension.is("y")).not())) {
                assertIsAnswered(START.where(filter));
                assertIsAnswered(START.where(filter.not()).groupBy(CostDimension.DAY));
            }
        }
    }

    @Test
    void partitionsAreListed() {
        SourceAccount account = new SourceAccount("aws", "o'neill");
        PartitionInfo after = new PartitionInfo(account, DAYS.start(), null, 0, "1");
        for (PartitionSelection selection :
                List.of(PartitionSelection.of(DAYS), PartitionSelection.of(account, DAYS))) {
            assertIsQuery(PartitionTable.list(trino, START.tenant(), selection, null, null));
            assertIsQuery(PartitionTable.list(trino, START.tenant(), selection, after, 10L));
        }
    }

    @Test
    void aWriterIsToldToWriteElsewhere() {
        assertThatThrownBy(() -> trino.writer(session, RecordTable.NAME, RecordTable.columns()))
                .isInstanceOf(SmartCostException.class)
                .hasMessageContaining("Write to the database behind it");
    }
}
