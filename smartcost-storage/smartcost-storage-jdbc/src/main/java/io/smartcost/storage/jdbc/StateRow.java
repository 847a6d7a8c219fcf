package io.smartcost.storage.jdbc;

import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a document becomes a row. What identifies it is kept as the bytes of its UTF-8, which every database compares exactly and
 * orders by code point, whatever its collation, and in which a NUL is a byte like any other. Times are microseconds since 1970, which
 * no session's time zone changes.
 */
final class StateRow {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int LARGEST = 256 * 1024;

    private StateRow() {}

    static byte[] tenant(StateStore.Collection collection) {
        return utf8("The tenant's id", collection.tenant().id());
    }

    static byte[] collection(StateStore.Collection collection) {
        return utf8("The collection's name", collection.name());
    }

    static byte[] key(String key) {
        return utf8("The document's key", key);
    }

    /** Of any text, also one that is no version of ours. */
    static byte[] version(String version) {
        return version.getBytes(StandardCharsets.UTF_8);
    }

    /** Refuses what some databases would refuse less clearly, and others change. */
    static void requireJson(StateKey key, String json) {
        int size = utf8(named(key), json).length;
        if (size > LARGEST) {
            throw new IllegalArgumentException(
                    named(key) + " has " + size + " bytes in UTF-8, and up to " + LARGEST + " can be kept: split it");
        }
        if (json.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    named(key) + " is no JSON: it holds a NUL character, which JSON writes as \\u0000");
        }
    }

    static long expiry(@Nullable Instant expiresAt) {
        return expiresAt == null ? NEVER : time(expiresAt);
    }

    /** Always before never. Times that are some 290,000 years away become the furthest there is. */
    static long time(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000), instant.getNano() / 1000);
        } catch (ArithmeticException e) {
            return instant.isAfter(Instant.EPOCH) ? NEVER - 1 : Long.MIN_VALUE;
        }
    }

    /** Of a row of document_key, json, version. */
    static StateDocument document(StateStore.Collection collection, ResultSet row) throws SQLException {
        return new StateDocument(collection.key(text(row, 1)), row.getString(2), text(row, 3));
    }

    private static String named(StateKey key) {
        return "T" + name(key).substring(1);
    }

    /** For messages. */
    static String name(StateKey key) {
        return "the document '" + key.key() + "' of the collection '"
                + key.collection().name() + "'";
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String what, String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    what + " is no valid text: half of a surrogate pair stands in it without the other half", e);
        }
    }
}
