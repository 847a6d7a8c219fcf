package io.smartcost.storage.jdbc;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.Page;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps documents in a table of a relational database: DuckDB, PostgreSQL, MariaDB, MySQL or H2. Thread-safe, and safe for any
 * number of instances over one database.
 *
 * <pre>{@code
 * smartcost_state (tenant, collection, document_key) -> json, version, expires_at
 * }</pre>
 *
 * <p>Every change is one statement that names the version that it replaces and tells by the number of rows whether it did; the
 * database's own locks decide between two. A document that expires is invisible from that moment on, by the clock given here, and its
 * row may be taken by a new document; rows that expired an hour ago are deleted together, by the first change in an hour. That hour
 * is for instances whose clocks differ.
 */
public final class JdbcStateStore implements StateStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcStateStore.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Schema schema = new Schema("state", 1);
    private final Database database;
    private final @Nullable EmbeddedDatabase toClose;
    private final Clock clock;
    private final AtomicReference<Instant> nextPurge = new AtomicReference<>(Instant.MIN);

    private JdbcStateStore(DataSource source, @Nullable EmbeddedDatabase toClose, Clock clock) {
        this.database = new Database(source);
        this.toClose = toClose;
        this.clock = clock;
    }

    /**
     * In a database of the user's, which stays open when this is closed. Its table must be there: see {@link #createIfMissing}.
     * Documents expire by the system's clock.
     */
    public static JdbcStateStore on(DataSource dataSource) {
        return on(dataSource, Clock.systemUTC());
    }

    /** @param clock says when documents expire */
    public static JdbcStateStore on(DataSource dataSource, Clock clock) {
        return new JdbcStateStore(dataSource, null, clock);
    }

    /**
     * In a DuckDB file, which is made if it is missing, and may be that of a {@link JdbcCostStore} in the same process. Documents
     * expire by the system's clock.
     *
     * @throws SmartCostException if another process has the file open, or it cannot be written
     */
    public static JdbcStateStore embedded(Path file) {
        return embedded(file, Clock.systemUTC());
    }

    /** @param clock says when documents expire */
    public static JdbcStateStore embedded(Path file, Clock clock) {
        EmbeddedDatabase embedded = EmbeddedDatabase.open(file);
        try {
            JdbcStateStore store = new JdbcStateStore(embedded, embedded, clock);
            store.createIfMissing();
            return store;
        } catch (RuntimeException | Error e) {
            embedded.close();
            throw e;
        }
    }

    /** Makes the table if it is missing, or brings it to this version; several instances may do so at once. */
    public void createIfMissing() {
        schema.createIfMissing(database);
    }

    /** What {@link #createIfMissing} does to an empty database, as SQL for whoever wants to run it by hand. */
    public String ddl() {
        return schema.ddl(database.dialect());
    }

    @Override
    public Optional<StateDocument> get(StateKey key) {
        return ask(
                "reading " + StateRow.name(key),
                session ->
                        session
                                .query(StateTable.get(key, now()), row -> StateRow.document(key.collection(), row))
                                .stream()
                                .findFirst());
    }

    @Override
    public Page<StateDocument> list(Collection collection, @Nullable String after, int atMost) {
        if (atMost < 1) {
            throw new IllegalArgumentException("A page has room for at least one document, not for " + atMost);
        }
        List<StateDocument> found = ask(
                "listing the collection '" + collection.name() + "'",
                session -> session.query(
                        StateTable.list(collection, after, now(), atMost + 1L),
                        row -> StateRow.document(collection, row)));
        return found.size() > atMost ? new Page<>(found.subList(0, atMost), true) : new Page<>(found, false);
    }

    @Override
    public Optional<StateDocument> put(
            StateKey key, String json, @Nullable String expected, @Nullable Instant expiresAt) {
        StateRow.requireJson(key, json);
        StateDocument document = new StateDocument(key, json, UUID.randomUUID().toString());
        long expiry = StateRow.expiry(expiresAt);
        boolean stored = ask(
                "storing " + StateRow.name(key),
                session -> expected == null
                        ? StateTable.create(session, document, expiry, now())
                        : session.update(StateTable.replace(document, expiry, now(), expected)) == 1);
        purgeNowAndThen();
        return stored ? Optional.of(document) : Optional.empty();
    }

    @Override
    public boolean delete(StateKey key, String expected) {
        boolean deleted = ask(
                "deleting " + StateRow.name(key),
                session -> session.update(StateTable.delete(key, now(), expected)) == 1);
        purgeNowAndThen();
        return deleted;
    }

    private void purgeNowAndThen() {
        Instant now = clock.instant();
        Instant due = nextPurge.get();
        if (now.isBefore(due) || !nextPurge.compareAndSet(due, now.plus(HOUR))) {
            return;
        }
        try {
            long before = StateRow.time(now.minus(HOUR));
            int purged = ask("deleting expired documents", session -> session.update(StateTable.purge(before)));
            LOG.debug("Deleted {} expired documents", purged);
        } catch (SmartCostException e) {
            LOG.warn("Expired documents were not deleted. They stay invisible, and it is tried again in an hour", e);
        }
    }

    private <T> T ask(String what, Database.Work<T> work) {
        schema.require(database);
        return database.alone(what, work);
    }

    private long now() {
        return StateRow.time(clock.instant());
    }

    /** Closes what {@link #embedded} opened, and leaves a database of the user's alone. */
    @Override
    public void close() {
        if (toClose != null) {
            toClose.close();
        }
    }
}
