package io.smartcost.model;

import java.util.Comparator;

/**
 * An account as one provider plug-in sees it: the unit that is synced, and with a day the unit that is stored and replaced. It is
 * where records come from, not who pays: a source account may hold records of many FOCUS billing accounts.
 *
 * @param provider the name of the plug-in, such as {@code aws} or {@code focus}
 * @param id the account's id within that plug-in, 1 to 256 characters, compared exactly
 */
public record SourceAccount(String provider, String id) implements Comparable<SourceAccount> {
    private static final Comparator<SourceAccount> ORDER =
            Comparator.comparing(SourceAccount::provider, Texts.ORDER).thenComparing(SourceAccount::id, Texts.ORDER);

    public SourceAccount {
        Texts.requireName("A source account's provider", provider);
        Texts.requireName("A source account's id", id);
    }

    /** By provider, then id, both in code point order. */
    @Override
    public int compareTo(SourceAccount other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return provider + "/" + id;
    }
}
