package io.smartcost.storage.jdbc;

import io.smartcost.model.Completeness;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements on {@code smartcost_partition}. */
final class PartitionTable {
    static final String NAME = "smartcost_partition";

    private static final String[] COLUMNS = {
        "partition_key",
        "tenant",
        "provider",
        "account_id",
        "charge_day",
        "completeness",
        "record_count",
        "amounts_aside",
        "filled_columns",
        "revision"
    };

    /** From here on they are new with each replacement; those before say which partition it is. */
    private static final int CHANGING = 5;

    private PartitionTable() {}

    /** Which of a table's rows belong to these days of a tenant. */
    static Sql during(Dialect dialect, Tenant tenant, PartitionSelection selection) {
        return Sql.of("tenant = ")
                .value(dialect.encode(tenant.id()))
                .add(" AND charge_day >= ")
                .value(selection.days().start())
                .add(" AND charge_day < ")
                .value(selection.days().end());
    }

    static Sql selected(Dialect dialect, Tenant tenant, PartitionSelection selection) {
        Sql where = during(dialect, tenant, selection);
        SourceAccount account = selection.account();
        if (account != null) {
            where.add(" AND provider = ").value(dialect.encode(account.provider()));
            where.add(" AND account_id = ").value(dialect.encode(account.id()));
        }
        return where;
    }

    /** The partitions of a selection by day and account. */
    static Sql list(
            Dialect dialect,
            Tenant tenant,
            PartitionSelection selection,
            @Nullable PartitionInfo after,
            @Nullable Long atMost) {
        String provider = dialect.ordered("provider");
        String account = dialect.ordered("account_id");
        Sql sql = Sql.of(
                        "SELECT provider, account_id, charge_day, completeness, record_count, revision, filled_columns FROM "
                                + NAME + " WHERE ")
                .add(selected(dialect, tenant, selection));
        if (after != null) {
            String name = dialect.encode(after.account().provider());
            sql.add(" AND (charge_day > ").value(after.day());
            sql.add(" OR (charge_day = ").value(after.day());
            sql.add(" AND (" + provider + " > " + dialect.ordered("?")).also(name);
            sql.add(" OR (provider = ").value(name);
            sql.add(" AND " + account + " > " + dialect.ordered("?"))
                    .also(dialect.encode(after.account().id()))
                    .add("))))");
        }
        sql.add(" ORDER BY charge_day, " + provider + ", " + account);
        return atMost == null ? sql : sql.add(" LIMIT ").value(atMost);
    }

    /** @param filled as {@link RecordTable.Encoder#filled} has it */
    record Stored(PartitionInfo info, String filled) {}

    static Stored stored(Dialect dialect, ResultSet row) throws SQLException {
        PartitionInfo info = new PartitionInfo(
                new SourceAccount(dialect.decode(row.getString(1)), dialect.decode(row.getString(2))),
                row.getObject(3, LocalDate.class),
                Completeness.valueOf(row.getString(4)),
                row.getLong(5),
                Long.toString(row.getLong(6)));
        return new Stored(info, row.getString(7));
    }

    /**
     * Makes a revision the current one of its partition, waiting for whoever is doing the same.
     *
     * @param values of all columns
     * @return the revision that it replaces, or itself if there was none
     */
    static long switchTo(Session session, Object... values) throws SQLException {
        session.update(Sql.of(session.dialect().insertIfMissing(NAME, COLUMNS[0], COLUMNS), values));
        Sql current = Sql.of("SELECT revision FROM " + NAME + " WHERE partition_key = ")
                .value(values[0])
                .add(session.dialect().forUpdate());
        List<Long> old = session.query(current, row -> row.getLong(1));
        if (old.isEmpty()) {
            throw new SQLTransientException("another instance dropped the partition at the same moment");
        }
        if (!old.get(0).equals(values[values.length - 1])) {
            Sql change = Sql.of("UPDATE " + NAME + " SET ");
            for (int i = CHANGING; i < COLUMNS.length; i++) {
                change.add((i == CHANGING ? "" : ", ") + COLUMNS[i] + " = ").value(values[i]);
            }
            session.update(change.add(" WHERE partition_key = ").value(values[0]));
        }
        return old.get(0);
    }
}
