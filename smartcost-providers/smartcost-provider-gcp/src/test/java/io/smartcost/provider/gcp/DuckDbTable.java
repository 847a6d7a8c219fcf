package io.smartcost.provider.gcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.cloud.bigquery.FieldList;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The export in DuckDB. Answers are rows as BigQuery sends them: {@code {"v": text}}, arrays of those, dates and moments as texts. */
final class DuckDbTable implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PARTITIONS =
            Pattern.compile("\\(t\\._PARTITIONTIME IS NULL OR t\\._PARTITIONTIME >= CAST\\('[^']*' AS TIMESTAMP\\)\\)"
                    + "|t\\._PARTITIONTIME < CAST\\('[^']*' AS TIMESTAMP\\)");

    final ExportSchema schema;
    private final Connection connection;

    DuckDbTable(ExportSchema schema) {
        this.schema = schema;
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            execute(schema.createTable());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized void add(List<Usage> rows) {
        FieldList fields = schema.schema().getFields();
        for (int from = 0; from < rows.size(); from += 500) {
            execute("INSERT INTO export VALUES "
                    + rows.subList(from, Math.min(rows.size(), from + 500)).stream()
                            .map(row -> row.insert(fields))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** How many rows lie in the partitions that a statement reads. */
    synchronized long rows(String statement) {
        Matcher partitions = PARTITIONS.matcher(statement);
        String where = partitions.find() ? " WHERE " + partitions.group() : "";
        try (Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery("SELECT count(*) FROM export AS t" + where)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param amounts takes the texts of the numbers in the columns of costs and credits */
    synchronized List<ArrayNode> query(String statement, List<String> amounts) {
        try (Statement sql = connection.createStatement();
                ResultSet result = sql.executeQuery(statement)) {
            int columns = result.getMetaData().getColumnCount();
            List<ArrayNode> rows = new ArrayList<>();
            while (result.next()) {
                ArrayNode row = JSON.createArrayNode();
                for (int i = 1; i <= columns; i++) {
                    ObjectNode cell = row.addObject();
                    String name = result.getMetaData().getColumnLabel(i);
                    boolean isCost = name.equals("o_cost") || name.equals("o_credit");
                    put(cell, result.getObject(i), isCost ? amounts : new ArrayList<>(), name);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(statement + "\n" + e.getMessage(), e);
        }
    }

    private static void put(ObjectNode cell, Object value, List<String> amounts, String name) throws SQLException {
        boolean isArray =
                Output.valueOf(name.startsWith("o_") ? name.substring(2).toUpperCase() : "DAY")
                                        .kind()
                                == Output.Kind.AMOUNT
                        || name.equals("o_credit");
        if (value instanceof Array array) {
            ArrayNode list = cell.putArray("v");
            for (Object each : (Object[]) array.getArray()) {
                String text = text(each);
                amounts.add(text);
                list.addObject().put("v", text);
            }
        } else if (value == null && isArray) {
            cell.putArray("v");
        } else {
            cell.put("v", value == null ? null : text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return Shortest.sent(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Date || value instanceof LocalDate) {
            return value.toString();
        }
        return value.toString();
    }

    private void execute(String statement) {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
