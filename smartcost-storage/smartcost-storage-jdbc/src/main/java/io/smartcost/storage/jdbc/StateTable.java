package io.smartcost.storage.jdbc;

import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore.Collection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The statements on {@code smartcost_state}. */
final class StateTable {
    private static final String SELECT = "SELECT document_key, json, version FROM smartcost_state WHERE ";
    private static final String INSERT =
            Insert.of("smartcost_state", "json", "version", "expires_at", "tenant", "collection", "document_key");
    /**
     * Setting a column of the key to itself makes DuckDB notice that another deletes the row at the same time: a change of other
     * columns alone would succeed beside the deletion, and be lost.
     */
    private static final String UPDATE =
            "UPDATE smartcost_state SET json = ?, version = ?, expires_at = ?," + " document_key = document_key WHERE ";

    private StateTable() {}

    static Sql get(StateKey key, long now) {
        return Sql.of(SELECT).add(at(key)).add(" AND expires_at > ").value(now);
    }

    /** @param after a key, or null for the beginning: no key is empty, and so all come after the empty one */
    static Sql list(Collection collection, @Nullable String after, long now, long atMost) {
        return Sql.of(SELECT)
                .add(in(collection))
                .add(" AND document_key > ")
                .value(StateRow.key(after == null ? "" : after))
                .add(" AND expires_at > ")
                .value(now)
                .add(" ORDER BY document_key LIMIT ")
                .value(atMost);
    }

    /** Inserts a row, or takes that of an expired document, and says whether it did. */
    static boolean create(Session session, StateDocument document, long expiresAt, long now) throws SQLException {
        return insert(session, document, expiresAt)
                || session.update(set(document, expiresAt)
                                .add(" AND expires_at <= ")
                                .value(now))
                        == 1;
    }

    private static boolean insert(Session session, StateDocument document, long expiresAt) throws SQLException {
        StateKey key = document.key();
        Sql insert = Sql.of(
                INSERT + session.dialect().unlessThere(),
                document.json(),
                StateRow.version(document.version()),
                expiresAt,
                StateRow.tenant(key.collection()),
                StateRow.collection(key.collection()),
                StateRow.key(key.key()));
        try {
            return session.update(insert) == 1;
        } catch (SQLException e) {
            if (session.dialect().isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    static Sql replace(StateDocument document, long expiresAt, long now, String expected) {
        return set(document, expiresAt).add(unchanged(now, expected));
    }

    static Sql delete(StateKey key, long now, String expected) {
        return Sql.of("DELETE FROM smartcost_state WHERE ").add(at(key)).add(unchanged(now, expected));
    }

    static Sql purge(long before) {
        return Sql.of("DELETE FROM smartcost_state WHERE expires_at <= ").value(before);
    }

    private static Sql set(StateDocument document, long expiresAt) {
        return Sql.of(UPDATE, document.json(), StateRow.version(document.version()), expiresAt)
                .add(at(document.key()));
    }

    private static Sql in(Collection collection) {
        return Sql.of("tenant = ? AND collection = ?", StateRow.tenant(collection), StateRow.collection(collection));
    }

    private static Sql at(StateKey key) {
        return in(key.collection()).add(" AND document_key = ").value(StateRow.key(key.key()));
    }

    private static Sql unchanged(long now, String expected) {
        return Sql.of(" AND expires_at > ? AND version = ?", now, StateRow.version(expected));
    }
}
