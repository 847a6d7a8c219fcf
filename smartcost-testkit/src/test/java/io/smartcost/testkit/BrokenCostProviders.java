package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostMetric;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.spi.RestatingCostProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Providers of a small bill with one fault each. */
enum BrokenCostProviders {
    SHOUTS_ITS_NAME("theNameIsLowerCaseAndStays", () -> new BillProvider() {
        @Override
        public String name() {
            return "BILL";
        }
    }),
    NAMES_ITS_ACCOUNTS_AFTER_ANOTHER("theAccountsAreNamedAfterTheProviderAndStay", () -> new BillProvider() {
        @Override
        public List<SourceAccount> accounts() {
            return List.of(new SourceAccount("aws", "all"));
        }
    }),
    NUMBERS_ITS_ACCOUNTS_ANEW("theAccountsAreNamedAfterTheProviderAndStay", () -> new BillProvider() {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        public List<SourceAccount> accounts() {
            return List.of(new SourceAccount("bill", "account-" + number.incrementAndGet()));
        }
    }),
    SENDS_COSTS_WHERE_NOBODY_ASKED("whatHasChangedIsToldByAnyMarkAndNothingIsSent", () -> new RestatingBill() {
        @Override
        public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
            fetch(account, DayRange.of(LocalDate.of(2026, 2, 27)), receiver);
            return new Restated(Set.of(), "");
        }
    }),
    TAKES_ANY_MARK_FOR_ITS_OWN("whatHasChangedIsToldByAnyMarkAndNothingIsSent", () -> new RestatingBill() {
        @Override
        public Restated restatedSince(SourceAccount account, @Nullable String since, CostReceiver receiver) {
            return new Restated(Set.of(), String.valueOf(since == null ? 1 : Integer.parseInt(since)));
        }
    }),
    SENDS_A_DAY_TWICE("everyDayIsSentOnceWithItsOwnRecords", sending((partition, receiver) -> {
        receiver.partition(partition);
        receiver.partition(partition);
    })),
    SENDS_A_DAY_IN_PARTS(
            "everyDayIsSentOnceWithItsOwnRecords",
            sending((partition, receiver) ->
                    partition.records().forEach(record -> receiver.partition(with(partition, List.of(record)))))),
    LEAVES_OUT_DAYS_WITHOUT_CHARGES("everyDayIsSentOnceWithItsOwnRecords", sending((partition, receiver) -> {
        if (partition.records().iterator().hasNext()) {
            receiver.partition(partition);
        }
    })),
    PUTS_RECORDS_ON_THE_WRONG_DAY(
            "everyDayIsSentOnceWithItsOwnRecords",
            sending((partition, receiver) ->
                    receiver.partition(with(partition, shifted(partition, ZoneOffset.ofHours(3)))))),
    INCLUDES_THE_END_DAY(
            "everyDayIsSentOnceWithItsOwnRecords",
            asking(days -> new DayRange(days.start(), days.end().plusDays(1)))),
    EXCLUDES_THE_START_DAY(
            "everyDayIsSentOnceWithItsOwnRecords",
            asking(days -> days.length() == 1 ? days : new DayRange(days.start().plusDays(1), days.end()))),
    NAMES_ANOTHER_ACCOUNT(
            "everyDayIsSentOnceWithItsOwnRecords",
            sending((partition, receiver) -> receiver.partition(new CostPartition(
                    new SourceAccount("bill", "other"),
                    partition.day(),
                    partition.completeness(),
                    partition.records())))),
    HAS_RECORDS_FOR_ONE_ITERATION_ONLY("everyDayIsSentOnceWithItsOwnRecords", sending((partition, receiver) -> {
        Iterator<CostRecord> once = partition.records().iterator();
        receiver.partition(with(partition, () -> once));
    })),
    SENDS_FROM_ANOTHER_THREAD(
            "everyDayIsSentOnceWithItsOwnRecords",
            sending((partition, receiver) -> CompletableFuture.runAsync(() -> receiver.partition(partition))
                    .join())),
    READS_AMOUNTS_AS_DOUBLE("theSumsAreTheSources", sending((partition, receiver) -> {
        List<CostRecord> rounded = new ArrayList<>();
        partition
                .records()
                .forEach(record -> rounded.add(record.toBuilder()
                        .cost(
                                CostMetric.BILLED,
                                new BigDecimal(Double.toString(
                                        record.cost(CostMetric.BILLED).doubleValue())))
                        .build()));
        receiver.partition(with(partition, rounded));
    })),
    FORGETS_THE_CURRENCY("theSumsAreTheSources", sending((partition, receiver) -> {
        List<CostRecord> dollars = new ArrayList<>();
        partition
                .records()
                .forEach(
                        record -> dollars.add(record.toBuilder().currency("USD").build()));
        receiver.partition(with(partition, dollars));
    })),
    DROPS_WHAT_IT_DOES_NOT_UNDERSTAND("whatIsNotUnderstoodIsRefused", () -> new BillProvider() {
        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void refused(Refusal refusal) {}
            });
        }
    }),
    SENDS_ONLY_WHAT_IS_NEW("fetchingAgainGivesTheSame", () -> new BillProvider() {
        private final AtomicInteger fetches = new AtomicInteger();

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            if (fetches.incrementAndGet() == 1) {
                super.fetch(account, days, receiver);
            }
        }
    }),
    NUMBERS_RECORDS_ANEW("fetchingAgainGivesTheSame", () -> new BillProvider() {
        private final AtomicInteger number = new AtomicInteger();

        @Override
        void send(CostPartition partition, CostReceiver receiver) {
            List<CostRecord> numbered = new ArrayList<>();
            partition
                    .records()
                    .forEach(record -> numbered.add(record.toBuilder()
                            .extension("x_id", "" + number.incrementAndGet())
                            .build()));
            receiver.partition(with(partition, numbered));
        }
    }),
    CALLS_THE_LAST_DAY_ASKED_FOR_PARTIAL("partsOfARangeAddUpToTheWhole", () -> new BillProvider() {
        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void partition(CostPartition partition) {
                    boolean last = partition.day().equals(days.end().minusDays(1));
                    receiver.partition(new CostPartition(
                            partition.account(),
                            partition.day(),
                            last ? Completeness.PARTIAL : partition.completeness(),
                            partition.records()));
                }
            });
        }
    }),
    TAKES_THE_FUTURE_FOR_FREE("daysThatTheSourceCannotKnowAreNotSent", () -> new BillProvider() {
        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            super.fetch(account, days, receiver);
            days.days()
                    .filter(day -> day.isAfter(LocalDate.of(2026, 3, 3)))
                    .forEach(day -> receiver.partition(new CostPartition(account, day, Completeness.FINAL, List.of())));
        }
    }),
    TAKES_LOCAL_DAYS(
            "daysAreUtcWhereverTheProgramRuns",
            sending((partition, receiver) ->
                    receiver.partition(with(partition, shifted(partition, ZoneId.systemDefault()))))),
    SHARES_STATE_BETWEEN_THREADS("manyCanFetchAtOnce", () -> new BillProvider() {
        private final List<CostPartition> page = new ArrayList<>();
        private final CountDownLatch both = new CountDownLatch(3);

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            List<CostPartition> sent = new ArrayList<>();
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void partition(CostPartition partition) {
                    sent.add(partition);
                }
            });
            synchronized (page) {
                page.clear();
                page.addAll(sent);
            }
            meet();
            List<CostPartition> shared;
            synchronized (page) {
                shared = List.copyOf(page);
                page.clear();
            }
            shared.forEach(receiver::partition);
        }

        private void meet() {
            both.countDown();
            try {
                both.await(200, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }),
    SWALLOWS_WHAT_THE_RECEIVER_THROWS(
            "whatTheReceiverThrowsIsPassedOnAndEndsTheFetch", sending((partition, receiver) -> {
                try {
                    receiver.partition(partition);
                } catch (SmartCostException e) {
                    return; // as if nothing had happened
                }
            })),
    WRAPS_WHAT_THE_RECEIVER_THROWS("whatTheReceiverThrowsIsPassedOnAndEndsTheFetch", sending((partition, receiver) -> {
        try {
            receiver.partition(partition);
        } catch (SmartCostException e) {
            throw new SmartCostException("Fetching failed", e);
        }
    })),
    SENDS_ON_AFTER_THE_RECEIVER_THREW("whatTheReceiverThrowsIsPassedOnAndEndsTheFetch", () -> new BillProvider() {
        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            List<SmartCostException> thrown = new ArrayList<>();
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void partition(CostPartition partition) {
                    try {
                        receiver.partition(partition);
                    } catch (SmartCostException e) {
                        thrown.add(e);
                    }
                }
            });
            if (!thrown.isEmpty()) {
                throw thrown.get(0);
            }
        }
    }),
    MAKES_PAID_CALLS_BEYOND_THE_CAP("whatTheReceiverThrowsIsPassedOnAndEndsTheFetch", () -> new BillProvider() {
        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void paidCall() {
                    try {
                        receiver.paidCall();
                    } catch (SmartCostException e) {
                        return; // as if nothing had happened
                    }
                }
            });
        }
    });

    final String foundBy;
    private final Supplier<CostProvider> providers;

    BrokenCostProviders(String foundBy, Supplier<CostProvider> providers) {
        this.foundBy = foundBy;
        this.providers = providers;
    }

    CostProvider provider() {
        return providers.get();
    }

    /** Provides the bill as the smallest provider does; as it is, it changes nothing. */
    static class BillProvider extends SmallestCostProvider {
        BillProvider() {
            super(BillContract.BILL);
        }

        void send(CostPartition partition, CostReceiver receiver) {
            receiver.partition(partition);
        }

        @Override
        public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
            super.fetch(account, days, new PassingReceiver(receiver) {
                @Override
                public void partition(CostPartition partition) {
                    send(partition, receiver);
                }
            });
        }
    }

    abstract static class RestatingBill extends BillProvider implements RestatingCostProvider {}

    private static class PassingReceiver implements CostReceiver {
        private final CostReceiver receiver;

        PassingReceiver(CostReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void partition(CostPartition partition) {
            receiver.partition(partition);
        }

        @Override
        public void refused(Refusal refusal) {
            receiver.refused(refusal);
        }

        @Override
        public void paidCall() {
            receiver.paidCall();
        }
    }

    private interface Sending {
        void send(CostPartition partition, CostReceiver receiver);
    }

    private static Supplier<CostProvider> sending(Sending sending) {
        return () -> new BillProvider() {
            @Override
            void send(CostPartition partition, CostReceiver receiver) {
                sending.send(partition, receiver);
            }
        };
    }

    private static Supplier<CostProvider> asking(UnaryOperator<DayRange> change) {
        return () -> new BillProvider() {
            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                super.fetch(account, change.apply(days), receiver);
            }
        };
    }

    private static CostPartition with(CostPartition partition, Iterable<CostRecord> records) {
        return new CostPartition(partition.account(), partition.day(), partition.completeness(), records);
    }

    /** The records as if their days began when they do in another place. */
    private static List<CostRecord> shifted(CostPartition partition, ZoneId zone) {
        List<CostRecord> shifted = new ArrayList<>();
        partition
                .records()
                .forEach(record -> shifted.add(
                        CostRecord.startingAt(partition.day().atStartOfDay(zone).toInstant())
                                .currency(record.currency())
                                .cost(CostMetric.BILLED, record.cost(CostMetric.BILLED))
                                .build()));
        return shifted;
    }
}
