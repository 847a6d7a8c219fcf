package io.smartcost.storage.jdbc;

import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** A digest of the names of a partition: the names themselves are too long together for some databases' indexes. */
final class PartitionKey {
    private PartitionKey() {}

    static String of(Tenant tenant, SourceAccount account, LocalDate day) {
        MessageDigest digest = sha256();
        add(digest, Characters.requireWhole("The tenant's id", tenant.id()));
        add(digest, Characters.requireWhole("The account's provider", account.provider()));
        add(digest, Characters.requireWhole("The account's id", account.id()));
        add(digest, day.toString());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length in front, so that no two lists of names give the same bytes. */
    private static void add(MessageDigest digest, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
