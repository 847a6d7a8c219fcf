package io.smartcost.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a sync did, and the proof that the books balance.
 *
 * @param accounts one for each account, ordered by account
 * @param unlisted the providers that could not tell their accounts, by name, with the reason
 */
public record SyncReport(
        List<AccountSync> accounts, SortedMap<String, String> unlisted, Instant startedAt, Duration duration) {
    public SyncReport {
        accounts = List.copyOf(accounts);
        unlisted = Collections.unmodifiableSortedMap(new TreeMap<>(unlisted));
    }

    /** Whether every provider told its accounts and every account is {@link AccountSync.Outcome#OK}. */
    public boolean ok() {
        return unlisted.isEmpty() && accounts.stream().allMatch(a -> a.outcome() == AccountSync.Outcome.OK);
    }

    /** Whether all that was sent is stored, to the last digit. */
    public boolean balanced() {
        return accounts.stream().allMatch(AccountSync::balanced);
    }

    public CostSums sent() {
        return sum(AccountSync::sent);
    }

    public CostSums stored() {
        return sum(AccountSync::stored);
    }

    public long records() {
        return stored().records();
    }

    public int daysReplaced() {
        return accounts.stream().mapToInt(AccountSync::daysReplaced).sum();
    }

    public long refused() {
        return accounts.stream().mapToLong(AccountSync::refused).sum();
    }

    public long paidCalls() {
        return accounts.stream().mapToLong(AccountSync::paidCalls).sum();
    }

    /** For a person: a line in all, then a line for each account and each provider without. */
    public String summary() {
        StringBuilder text = new StringBuilder()
                .append(accounts.size())
                .append(" accounts, ")
                .append(daysReplaced())
                .append(" days, ")
                .append(sent())
                .append("; ")
                .append(refused())
                .append(" rows refused, ")
                .append(paidCalls())
                .append(" paid calls, ")
                .append(duration.toMillis())
                .append(" ms; ")
                .append(balanced() ? "the books balance" : "THE BOOKS DO NOT BALANCE: stored " + stored());
        accounts.forEach(account -> text.append("\n  ").append(account));
        unlisted.forEach((provider, reason) -> text.append("\n  ")
                .append(provider)
                .append(": its accounts are not known (")
                .append(reason)
                .append(')'));
        return text.toString();
    }

    @Override
    public String toString() {
        return summary();
    }

    private CostSums sum(Function<AccountSync, CostSums> part) {
        return accounts.stream().map(part).reduce(CostSums.NONE, CostSums::plus);
    }
}
