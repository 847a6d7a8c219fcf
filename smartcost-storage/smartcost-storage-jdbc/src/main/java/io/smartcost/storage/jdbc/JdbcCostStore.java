package io.smartcost.storage.jdbc;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.CostTable;
import io.smartcost.spi.AggregatingCostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps costs in a database: DuckDB (also embedded, as one file), PostgreSQL, MariaDB, MySQL or H2. Of Trino it reads and answers
 * only. Queries run in the database.
 *
 * <p>A replacement loads the new records under a new revision, then makes that the partition's revision and deletes the records of
 * the old one, in one transaction. So a partition is locked only at the end, and every other call sees the old or the new.
 *
 * <p>Thread-safe, and safe beside other instances on the same database. A call takes one connection of the data source, and while
 * {@link #read} hands out partitions it keeps that one.
 */
public final class JdbcCostStore implements AggregatingCostStore, AutoCloseable {
    private static final SecureRandom REVISIONS = new SecureRandom();

    private final Schema schema = new Schema("cost", 1);
    private final Database database;
    private final @Nullable EmbeddedDatabase embedded;
    /** Taken by writers where two transactions that write cannot both succeed. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private JdbcCostStore(DataSource source, @Nullable EmbeddedDatabase embedded) {
        this.database = new Database(source);
        this.embedded = embedded;
    }

    /**
     * A store in the database of this data source, which should be a pool. It connects when first used, and expects its tables: see
     * {@link #createIfMissing}. The data source stays its owner's to close.
     */
    public static JdbcCostStore on(DataSource source) {
        return new JdbcCostStore(source, null);
    }

    /**
     * A store in this file, which DuckDB makes if it is not there. One process has it open at a time, until {@link #close}.
     *
     * @throws SmartCostException if the file cannot be opened, for example because another process has it open
     */
    public static JdbcCostStore embedded(Path file) {
        EmbeddedDatabase embedded = EmbeddedDatabase.open(file);
        JdbcCostStore store = new JdbcCostStore(embedded, embedded);
        try {
            store.createIfMissing();
            return store;
        } catch (RuntimeException | Error e) {
            embedded.close();
            throw e;
        }
    }

    /** Makes the tables that are missing. Any number of instances may call this at the same time, at each start. */
    public void createIfMissing() {
        schema.createIfMissing(database);
    }

    /** The statements with which {@link #createIfMissing} fills an empty database, to be run by hand instead. */
    public String ddl() {
        Dialect dialect = database.dialect();
        if (!dialect.hasTransactions()) {
            throw TrinoDialect.readOnly();
        }
        return schema.ddl(dialect);
    }

    @Override
    public void replace(Tenant tenant, CostPartition partition) {
        String what = "replacing " + partition.account() + " on " + partition.day();
        String key = PartitionKey.of(tenant, partition.account(), partition.day());
        Dialect dialect = database.dialect();
        if (!dialect.hasTransactions()) {
            throw TrinoDialect.readOnly();
        }
        write(what, session -> replace(session, tenant, key, partition));
    }

    private void write(String what, Database.Task task) {
        schema.require(database);
        boolean oneByOne = database.dialect().isOneWriter();
        if (oneByOne) {
            writing.lock();
        }
        try {
            database.change(what, task);
        } finally {
            if (oneByOne) {
                writing.unlock();
            }
        }
    }

    private static void replace(Session session, Tenant tenant, String key, CostPartition partition)
            throws SQLException {
        Dialect dialect = session.dialect();
        long revision = REVISIONS.nextLong() >>> 1;
        String owner = dialect.encode(tenant.id());
        RecordTable.Encoder encoder = new RecordTable.Encoder(dialect, owner, partition.day(), revision);
        try (RecordWriter writer = dialect.writer(session, RecordTable.NAME, RecordTable.columns())) {
            for (CostRecord record : partition.records()) {
                writer.write(encoder.row(record));
            }
            writer.finish();
        }
        long old = PartitionTable.switchTo(
                session,
                key,
                owner,
                dialect.encode(partition.account().provider()),
                dialect.encode(partition.account().id()),
                partition.day(),
                partition.completeness().name(),
                encoder.records(),
                encoder.hasAmountsAside() ? 1L : 0L,
                encoder.filled(),
                revision);
        if (old != revision) {
            session.update(Sql.of("DELETE FROM " + RecordTable.NAME + " WHERE ")
                    .add(PartitionTable.during(dialect, tenant, PartitionSelection.of(DayRange.of(partition.day()))))
                    .add(" AND revision = ")
                    .value(old));
        }
    }

    @Override
    public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
        schema.require(database);
        database.snapshot("reading " + selection.days(), session -> {
            for (PartitionTable.Stored stored : list(session, tenant, selection, null, null)) {
                PartitionInfo info = stored.info();
                StoredRecords records = new StoredRecords(session, tenant, stored);
                reader.accept(new CostPartition(info.account(), info.day(), info.completeness(), records));
                records.end();
            }
            return selection;
        });
    }

    @Override
    public Page<PartitionInfo> list(
            Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
        schema.require(database);
        List<PartitionTable.Stored> found = database.snapshot(
                "listing " + selection.days(), session -> list(session, tenant, selection, after, atMost + 1L));
        List<PartitionInfo> page =
                found.stream().limit(atMost).map(PartitionTable.Stored::info).toList();
        return new Page<>(page, found.size() > atMost);
    }

    private static List<PartitionTable.Stored> list(
            Session session,
            Tenant tenant,
            PartitionSelection selection,
            @Nullable PartitionInfo after,
            @Nullable Long atMost)
            throws SQLException {
        Dialect dialect = session.dialect();
        Sql sql = PartitionTable.list(dialect, tenant, selection, after, atMost);
        return session.query(sql, row -> PartitionTable.stored(dialect, row));
    }

    @Override
    public void drop(Tenant tenant, PartitionSelection selection) {
        write("dropping " + selection.days(), session -> {
            Dialect dialect = session.dialect();
            session.update(Sql.of("DELETE FROM " + PartitionTable.NAME + " WHERE ")
                    .add(PartitionTable.selected(dialect, tenant, selection)));
            // Not the records of revisions that were read before: a replacement may have changed them until the first
            // statement.
            session.update(Sql.of("DELETE FROM " + RecordTable.NAME + " WHERE ")
                    .add(PartitionTable.during(dialect, tenant, selection))
                    .add(" AND NOT EXISTS (SELECT 1 FROM " + PartitionTable.NAME + " WHERE " + PartitionTable.NAME
                            + ".revision = " + RecordTable.NAME + ".revision)"));
        });
    }

    @Override
    public CostTable aggregate(CostQuery query) {
        schema.require(database);
        return database.snapshot(
                "answering a query of " + query.days(), session -> new Aggregation(session, query).answer());
    }

    /** Closes the file of an embedded store, so that another process can open it. Closes nothing of a data source that was given. */
    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
