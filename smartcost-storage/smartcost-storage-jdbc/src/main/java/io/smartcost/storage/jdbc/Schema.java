package io.smartcost.storage.jdbc;

import io.smartcost.model.SmartCostException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of one part of this module, made by numbered scripts: {@code cost-1.sql} makes version 1, {@code cost-2.sql} would make
 * 2 of 1. A script is never changed once it is released. The table {@code smartcost_schema} says which version is there.
 *
 * <p>In a script, <code>{text}</code> is the dialect's type for texts, and a statement under {@code -- only H2} is for H2 alone.
 * Statements may be run again: not every database undoes them when a later one fails.
 */
final class Schema {
    private static final String VERSIONS =
            "CREATE TABLE IF NOT EXISTS smartcost_schema (part {word} NOT NULL PRIMARY KEY, version BIGINT NOT NULL){table}";
    private static final Pattern TYPE = Pattern.compile("\\{([a-z-]+)}");
    private static final Pattern ONLY = Pattern.compile("^-- only( .*)$", Pattern.MULTILINE);
    private static final Pattern END = Pattern.compile(";\\s*(?:\\R|$)");
    private static final Pattern COMMENT = Pattern.compile("^--.*\\R", Pattern.MULTILINE);
    /** One process changes one database at a time; other processes are kept out by the database's own lock. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final String part;
    private final int latest;
    private volatile boolean there;

    Schema(String part, int latest) {
        this.part = part;
        this.latest = latest;
    }

    /** Makes what is missing, and nothing if all is there. */
    void createIfMissing(Database database) {
        synchronized (ONE_AT_A_TIME) {
            database.change("creating the tables", session -> {
                session.dialect().check(session);
                session.dialect().lockSchema(session);
                try {
                    session.execute(fill(VERSIONS, session.dialect()));
                    migrate(session, version(session));
                } finally {
                    session.dialect().unlockSchema(session);
                }
            });
        }
        there = true;
    }

    private void migrate(Session session, long from) throws SQLException {
        requireKnown(from);
        for (int version = Math.toIntExact(from) + 1; version <= latest; version++) {
            for (String statement : script(version, session.dialect())) {
                session.execute(statement);
            }
            session.update(Sql.of("DELETE FROM smartcost_schema WHERE part = ?", part));
            session.update(Sql.of(Insert.of("smartcost_schema", "part", "version"), part, Long.valueOf(version)));
        }
    }

    /** @throws SmartCostException if the tables are missing, or of another version; asked of the database until it is well */
    void require(Database database) {
        if (!there) {
            long version = database.connected("looking for the tables", this::versionOrNone);
            requireKnown(version);
            if (version < latest) {
                throw new SmartCostException("This database has "
                        + (version == 0 ? "no tables for " + part : "version " + version + " of the tables for " + part)
                        + ", and version " + latest
                        + " is needed. Call createIfMissing() when the application starts, or run what"
                        + " ddl() returns");
            }
            there = true;
        }
    }

    private void requireKnown(long version) {
        if (version > latest) {
            throw new SmartCostException("The tables for " + part + " have version " + version
                    + ", and this library knows them up to " + latest
                    + ". Use the library's version that made them, or a newer one; nothing was changed");
        }
    }

    private long versionOrNone(Session session) throws SQLException {
        try {
            return version(session);
        } catch (SQLException e) {
            if (session.dialect().isMissingTable(e)) {
                if (!session.connection().getAutoCommit()) {
                    session.connection().rollback();
                }
                return 0;
            }
            throw e;
        }
    }

    private long version(Session session) throws SQLException {
        Sql sql = Sql.of("SELECT version FROM smartcost_schema WHERE part = ?", part);
        return session.query(sql, row -> row.getLong(1)).stream().findFirst().orElse(0L);
    }

    /** All statements that an empty database needs, for whoever runs them by hand. */
    String ddl(Dialect dialect) {
        List<String> statements = new ArrayList<>(List.of(fill(VERSIONS, dialect)));
        for (int version = 1; version <= latest; version++) {
            statements.addAll(script(version, dialect));
        }
        statements.add("INSERT INTO smartcost_schema (part, version) VALUES ('" + part + "', " + latest + ")");
        return String.join(";\n\n", statements) + ";\n";
    }

    private List<String> script(int version, Dialect dialect) {
        return END.splitAsStream(resource(part + "-" + version + ".sql"))
                .filter(statement -> isFor(dialect, statement))
                .map(statement -> fill(COMMENT.matcher(statement).replaceAll("").strip(), dialect))
                .toList();
    }

    private static boolean isFor(Dialect dialect, String statement) {
        Matcher only = ONLY.matcher(statement);
        return !only.find() || (only.group(1) + " ").contains(" " + dialect.name() + " ");
    }

    private static String fill(String statement, Dialect dialect) {
        Map<String, String> types = dialect.types();
        return TYPE.matcher(statement)
                .replaceAll(found -> Matcher.quoteReplacement(types.getOrDefault(found.group(1), "")));
    }

    private static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is missing from the library's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
