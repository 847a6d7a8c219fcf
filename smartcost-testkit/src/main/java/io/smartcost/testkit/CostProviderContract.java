package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RestatingCostProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link CostProvider} does, over a source that does not change meanwhile. Extend it, give a provider and days that
 * it knows, and better still the sums that it must come to.
 */
@Timeout(300)
public abstract class CostProviderContract {
    /** A provider over the source under test. Called several times in a test, always over the same source. */
    protected abstract CostProvider provider();

    /** Three days or more that the source has charged for, in each of its accounts. */
    protected abstract DayRange days();

    /** The billed costs of all accounts on those days, by currency, to the last digit; empty if they are not known. */
    protected Map<String, BigDecimal> billed() {
        return Map.of();
    }

    /** How many things must be refused on those days, in all accounts together. */
    protected int refusals() {
        return 0;
    }

    /** Days that the source cannot know. */
    protected DayRange unknownDays() {
        return new DayRange(LocalDate.of(9000, 1, 1), LocalDate.of(9000, 1, 8));
    }

    @Test
    void theNameIsLowerCaseAndStays() {
        String name = provider().name();
        assertThat(name)
                .isNotBlank()
                .isEqualTo(name.toLowerCase(Locale.ROOT))
                .isEqualTo(provider().name());
    }

    @Test
    void theAccountsAreNamedAfterTheProviderAndStay() {
        CostProvider provider = provider();
        List<SourceAccount> accounts = provider.accounts();
        assertThat(accounts).isNotEmpty().doesNotHaveDuplicates();
        assertThat(accounts).extracting(SourceAccount::provider).containsOnly(provider.name());
        assertThat(provider.accounts()).containsExactlyInAnyOrderElementsOf(accounts);
        assertThat(provider().accounts()).containsExactlyInAnyOrderElementsOf(accounts);
    }

    @Test
    void everyDayIsSentOnceWithItsOwnRecords() {
        assertThat(days().length()).as("days to test with").isGreaterThanOrEqualTo(3);
        for (Received received : fetch(days())) {
            assertThat(received.days.keySet())
                    .containsExactlyElementsOf(days().days().toList());
        }
        assertThat(fetch(days()))
                .as("accounts with records")
                .anySatisfy(received -> assertThat(received.days.values())
                        .anySatisfy(day -> assertThat(day.size()).isPositive()));
    }

    @Test
    void theSumsAreTheSources() {
        Map<String, BigDecimal> totals = new TreeMap<>();
        fetch(days()).forEach(received -> received.addTo(totals));
        billed().forEach((currency, billed) -> assertThat(totals.getOrDefault(currency, BigDecimal.ZERO))
                .as("billed in %s", currency)
                .isEqualByComparingTo(billed));
        if (!billed().isEmpty()) {
            assertThat(totals).containsOnlyKeys(billed().keySet());
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        List<Refusal> refusals = new ArrayList<>();
        fetch(days()).forEach(received -> refusals.addAll(received.refusals));
        assertThat(refusals).hasSize(refusals());
    }

    @Test
    void fetchingAgainGivesTheSame() {
        CostProvider provider = provider();
        for (SourceAccount account : provider.accounts()) {
            Received first = Received.from(provider, account, days());
            Received second = Received.from(provider, account, days());
            assertThat(second.days).isEqualTo(first.days);
            assertThat(second.refusals).containsExactlyInAnyOrderElementsOf(first.refusals);
            assertThat(Received.from(provider(), account, days()).days).isEqualTo(first.days);
        }
    }

    /** So that any days can be fetched again without changing the sum of all. */
    @Test
    void partsOfARangeAddUpToTheWhole() {
        List<LocalDate> days = days().days().toList();
        List<Map<LocalDate, StoredDay>> parts = new ArrayList<>();
        List<Received> wholes = fetch(days());
        wholes.forEach(whole -> parts.add(new TreeMap<>()));
        for (DayRange part :
                List.of(DayRange.of(days.get(0)), DayRange.of(days.get(1)), new DayRange(days.get(2), days().end()))) {
            List<Received> received = fetch(part);
            for (int i = 0; i < received.size(); i++) {
                parts.get(i).putAll(received.get(i).days);
            }
        }
        for (int i = 0; i < parts.size(); i++) {
            assertThat(parts.get(i)).isEqualTo(wholes.get(i).days);
        }
    }

    @Test
    void daysThatTheSourceCannotKnowAreNotSent() {
        for (Received received : fetch(unknownDays())) {
            assertThat(received.days).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Pago_Pago"})
    @ResourceLock(Resources.TIME_ZONE)
    @ResourceLock(Resources.LOCALE)
    void daysAreUtcWhereverTheProgramRuns(String zone) {
        List<Map<LocalDate, StoredDay>> usually =
                fetch(days()).stream().map(received -> received.days).toList();
        TimeZone usual = TimeZone.getDefault();
        Locale spoken = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(fetch(days())).extracting(received -> received.days).isEqualTo(usually);
        } finally {
            TimeZone.setDefault(usual);
            Locale.setDefault(spoken);
        }
    }

    @Test
    void manyCanFetchAtOnce() throws Exception {
        CostProvider provider = provider();
        List<SourceAccount> accounts = provider.accounts();
        List<Callable<Map<LocalDate, StoredDay>>> fetches = new ArrayList<>();
        List<Map<LocalDate, StoredDay>> expected = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SourceAccount account = accounts.get(i % accounts.size());
            fetches.add(() -> Received.from(provider, account, days()).days);
            expected.add(Received.from(provider(), account, days()).days);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Map<LocalDate, StoredDay>> received = new ArrayList<>();
            for (Future<Map<LocalDate, StoredDay>> result : threads.invokeAll(fetches)) {
                received.add(result.get());
            }
            assertThat(received).isEqualTo(expected);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of a {@link RestatingCostProvider}; of others there is nothing to ask. */
    @Test
    void whatHasChangedIsToldByAnyMarkAndNothingIsSent() {
        if (provider() instanceof RestatingCostProvider provider) {
            for (SourceAccount account : provider.accounts()) {
                List<Call> calls = new ArrayList<>();
                CostReceiver receiver = throwing(new SmartCostException("Nobody asked for it"), Call.PARTITION, calls);
                String mark = provider.restatedSince(account, null, receiver).mark();
                for (String since : List.of(mark, "", "of another version \u00e9 {\"", "9".repeat(1_000))) {
                    assertThat(provider.restatedSince(account, since, receiver).mark())
                            .as("the mark after '%s'", since)
                            .isNotNull();
                }
                assertThat(calls).doesNotContain(Call.PARTITION, Call.REFUSED);
            }
        }
    }

    private enum Call {
        PARTITION,
        REFUSED,
        PAID_CALL
    }

    /** That is how a fetch is cancelled, and how paid calls are capped. */
    @ParameterizedTest
    @EnumSource
    void whatTheReceiverThrowsIsPassedOnAndEndsTheFetch(Call refusedCall) {
        SmartCostException enough = new SmartCostException("The receiver has had enough");
        CostProvider provider = provider();
        for (SourceAccount account : provider.accounts()) {
            Received all = Received.from(provider, account, days());
            boolean happens = switch (refusedCall) {
                case PARTITION -> true;
                case REFUSED -> !all.refusals.isEmpty();
                case PAID_CALL -> all.paidCalls > 0;
            };
            List<Call> calls = new ArrayList<>();
            if (happens) {
                assertThatThrownBy(() -> provider.fetch(account, days(), throwing(enough, refusedCall, calls)))
                        .isSameAs(enough);
                assertThat(calls.indexOf(refusedCall))
                        .as("nothing comes after it: %s", calls)
                        .isEqualTo(calls.size() - 1);
            }
        }
    }

    private static CostReceiver throwing(SmartCostException enough, Call last, List<Call> calls) {
        return new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                note(Call.PARTITION);
            }

            @Override
            public void refused(Refusal refusal) {
                note(Call.REFUSED);
            }

            @Override
            public void paidCall() {
                note(Call.PAID_CALL);
            }

            private void note(Call call) {
                calls.add(call);
                if (call == last) {
                    throw enough;
                }
            }
        };
    }

    /** What a new provider sends of each of its accounts, in the order of the accounts' names. */
    private List<Received> fetch(DayRange days) {
        CostProvider provider = provider();
        return provider.accounts().stream()
                .sorted()
                .map(account -> Received.from(provider, account, days))
                .toList();
    }
}
