package io.smartcost.sync;

import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the documents of a sync are: in the collection {@code sync}, as {@code checkpoint/aws/123} and {@code lease/aws/123}. */
final class StateKeys {
    private static final String COLLECTION = "sync";
    private static final int LONGEST_READABLE = 400;

    private StateKeys() {}

    static StateKey of(Tenant tenant, String kind, SourceAccount account) {
        String name = account.toString();
        boolean readable =
                name.length() <= LONGEST_READABLE && account.provider().indexOf('/') < 0;
        return new StateStore.Collection(tenant, COLLECTION).key(kind + "/" + (readable ? name : digest(account)));
    }

    /** Short and different for different accounts, also where the readable name would be too long or could mean two. */
    private static String digest(SourceAccount account) {
        String unambiguous = account.provider().length() + ":" + account.provider() + account.id();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(unambiguous.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
