package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Stores that replace partitions, but not quite as they should. One fault each. */
enum BrokenReplaces {
    KEEPS_THE_REVISION("eachReplaceGivesThePartitionARevisionThatItNeverHad", () -> new SmallestCostStore() {
        @Override
        void put(Tenant tenant, CostPartition part, String revision, List<CostRecord> records) {
            super.put(tenant, part, "1", records);
        }
    }),
    TAKES_THE_CONTENT_FOR_THE_REVISION(
            "eachReplaceGivesThePartitionARevisionThatItNeverHad", () -> new SmallestCostStore() {
                @Override
                void put(Tenant tenant, CostPartition part, String revision, List<CostRecord> records) {
                    super.put(tenant, part, StoredDay.of(part).toString(), records);
                }
            }),
    HAS_ONE_REVISION_FOR_ALL("aPartitionThatIsLeftAloneKeepsItsRevision", () -> new RevisingCostStore()),
    FORGETS_REVISIONS_IN_A_RESTART("aPartitionThatIsLeftAloneKeepsItsRevision", () -> new RevisingCostStore() {
        @Override
        void written() {
            // only a restart changes them here
        }
    }),
    DROPS_THE_LAST_RECORD("replacingTwiceIsReplacingOnce", () -> new MappingCostStore() {
        @Override
        List<CostRecord> records(List<CostRecord> records) {
            return records.subList(0, Math.max(0, records.size() - 1));
        }
    }),
    APPENDS_INSTEAD_OF_REPLACING("replacingTwiceIsReplacingOnce", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<CostRecord> records = new ArrayList<>();
            super.read(tenant, only(partition), old -> old.records().forEach(records::add));
            partition.records().forEach(records::add);
            super.replace(tenant, MappingCostStore.with(partition, records));
        }
    }),
    KEEPS_ROWS_BEYOND_THE_NEW_ONES("replacingPutsTheNewInThePlaceOfTheOld", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<CostRecord> records = new ArrayList<>();
            partition.records().forEach(records::add);
            List<CostRecord> old = new ArrayList<>();
            super.read(tenant, only(partition), p -> p.records().forEach(old::add));
            records.addAll(old.subList(Math.min(records.size(), old.size()), old.size()));
            super.replace(tenant, MappingCostStore.with(partition, records));
        }
    }),
    KEEPS_OLD_ROWS_WHEN_REPLACED_WITH_NONE("replacingPutsTheNewInThePlaceOfTheOld", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            boolean exists = !list(tenant, only(partition), null, 1).items().isEmpty();
            if (partition.records().iterator().hasNext() || !exists) {
                super.replace(tenant, partition);
            }
        }
    }),
    FORGETS_PARTITIONS_WITHOUT_RECORDS("aPartitionWithoutRecordsExists", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            super.replace(tenant, partition);
            if (!partition.records().iterator().hasNext()) {
                drop(tenant, only(partition));
            }
        }
    }),
    KEEPS_THE_FIRST_COMPLETENESS("completenessAloneCanChange", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<PartitionInfo> old = list(tenant, only(partition), null, 1).items();
            super.replace(
                    tenant,
                    old.isEmpty()
                            ? partition
                            : new CostPartition(
                                    partition.account(),
                                    partition.day(),
                                    old.get(0).completeness(),
                                    partition.records()));
        }
    }),
    IGNORES_THE_ACCOUNT_IN_THE_KEY("replacingLeavesAllOthersAlone", confusing((a, b) -> true)),
    IGNORES_THE_PROVIDER_IN_THE_KEY("replacingLeavesAllOthersAlone", confusing((a, b) -> a.id().equals(b.id()))),
    JOINS_PROVIDER_AND_ACCOUNT(
            "namesThatLookAlikeAreApart", confusing((a, b) -> a.toString().equals(b.toString()))),
    FOLDS_ACCOUNTS(
            "namesThatLookAlikeAreApart", confusing((a, b) -> a.toString().equalsIgnoreCase(b.toString()))),
    TRIMS_ACCOUNTS(
            "namesThatLookAlikeAreApart",
            confusing((a, b) ->
                    a.id().strip().equals(b.id().strip()) && a.provider().equals(b.provider()))),
    TRUNCATES_ACCOUNTS(
            "namesThatLookAlikeAreApart",
            confusing((a, b) -> a.provider().equals(b.provider()) && cut(a.id()).equals(cut(b.id())))),
    WRITES_RECORDS_AS_THEY_ARRIVE("recordsThatFailToArriveLeaveTheOldPartition", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<CostRecord> records = new ArrayList<>();
            for (CostRecord record : partition.records()) {
                records.add(record);
                super.replace(tenant, MappingCostStore.with(partition, records));
            }
            super.replace(tenant, MappingCostStore.with(partition, records));
        }
    }),
    SHOWS_RECORDS_AS_THEY_ARRIVE(
            "aReadInTheMiddleOfAReplaceSeesTheOldPartitionOrTheNew", () -> new SmallestCostStore() {
                @Override
                public void replace(Tenant tenant, CostPartition partition) {
                    List<CostRecord> records = new ArrayList<>();
                    for (CostRecord record : partition.records()) {
                        records.add(record);
                        super.replace(tenant, MappingCostStore.with(partition, records));
                    }
                    super.replace(tenant, MappingCostStore.with(partition, records));
                }
            }),
    STORES_WHAT_ARRIVED_BEFORE_A_FAILURE("recordsThatFailToArriveLeaveTheOldPartition", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            List<CostRecord> records = new ArrayList<>();
            try {
                partition.records().forEach(records::add);
            } finally {
                super.replace(tenant, MappingCostStore.with(partition, records));
            }
        }
    }),
    SWALLOWS_A_FAILURE_OF_THE_RECORDS("recordsThatFailToArriveLeaveTheOldPartition", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            try {
                super.replace(tenant, partition);
            } catch (IllegalStateException e) {
                return; // as if nothing had happened
            }
        }
    }),
    DELETES_AND_THEN_INSERTS("readersSeeTheOldPartitionOrTheNew", () -> new DeletingThenInserting()),
    LISTS_NOTHING_BETWEEN_DELETE_AND_INSERT("listingsSeeTheOldPartitionOrTheNew", () -> new DeletingThenInserting()),
    MIXES_REPLACES_OF_ONE_PARTITION("ofTwoReplacesInEachOtherOneStays", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            drop(tenant, only(partition));
            List<CostRecord> records = new ArrayList<>();
            partition.records().forEach(records::add);
            super.read(tenant, only(partition), inserted -> inserted.records().forEach(records::add));
            super.replace(tenant, MappingCostStore.with(partition, records));
        }
    }),
    LOSES_WHAT_IS_REPLACED_MEANWHILE("aReplaceInTheMiddleOfThatOfAnotherPartitionStays", () -> new SmallestCostStore() {
        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            TreeMap<PartitionInfo, List<CostRecord>> before = select(tenant, CostStoreFixture.ALL);
            super.replace(tenant, partition);
            before.putAll(select(tenant, only(partition)));
            synchronized (this) {
                tenants.put(tenant, before);
            }
        }
    }),
    INSERTS_TWICE_WHERE_TWO_FIND_NOTHING("ofConcurrentReplacesOfOnePartitionOneStays", () -> new SmallestCostStore() {
        private final Meeting meeting = new Meeting();
        private final AtomicInteger copies = new AtomicInteger();

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            boolean isNew = list(tenant, only(partition), null, 1).items().isEmpty();
            meeting.attend();
            super.replace(tenant, partition);
            copies.addAndGet(isNew ? 1 : 0);
        }

        @Override
        public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
            for (int i = 0; i < copies.get(); i++) {
                super.read(tenant, selection, reader);
            }
        }
    }),
    LOSES_ONE_OF_TWO_AT_ONCE("concurrentReplacesOfDifferentPartitionsAllStay", () -> new SmallestCostStore() {
        private final Meeting meeting = new Meeting();

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            TreeMap<PartitionInfo, List<CostRecord>> before = select(tenant, CostStoreFixture.ALL);
            meeting.attend();
            super.replace(tenant, partition);
            before.putAll(select(tenant, only(partition)));
            synchronized (this) {
                tenants.put(tenant, before);
            }
        }
    }),
    HOLDS_ON_TO_THE_CALLERS_RECORDS("recordsAreNotAskedForAfterTheReplace", () -> new SmallestCostStore() {
        private final Map<PartitionInfo, CostPartition> given = new HashMap<>();

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            super.replace(tenant, partition);
            given.put(list(tenant, only(partition), null, 1).items().get(0), partition);
        }

        @Override
        public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
            select(tenant, selection).keySet().forEach(info -> reader.accept(given.get(info)));
        }
    });

    final String foundBy;

    private final Supplier<CostStore> stores;

    BrokenReplaces(String foundBy, Supplier<CostStore> stores) {
        this.foundBy = foundBy;
        this.stores = stores;
    }

    CostStore store() {
        return stores.get();
    }

    /** What a store does that has no transactions: it waits in between until somebody looks, or nobody has for a while. */
    static class DeletingThenInserting extends SmallestCostStore {
        private final Semaphore looks = new Semaphore(0);

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            drop(tenant, only(partition));
            looks.drainPermits();
            try {
                looks.tryAcquire(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.replace(tenant, partition);
        }

        @Override
        TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
            TreeMap<PartitionInfo, List<CostRecord>> seen = super.select(tenant, selection);
            looks.release();
            return seen;
        }
    }

    /** Tells the revision of the whole store as that of each partition, and a new one after a restart. */
    static class RevisingCostStore extends SmallestCostStore {
        private final AtomicInteger revision = new AtomicInteger();

        void written() {
            revision.incrementAndGet();
        }

        CostStore reopened() {
            revision.incrementAndGet();
            return this;
        }

        @Override
        public void replace(Tenant tenant, CostPartition partition) {
            super.replace(tenant, partition);
            written();
        }

        @Override
        TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
            TreeMap<PartitionInfo, List<CostRecord>> revised = new TreeMap<>();
            super.select(tenant, selection)
                    .forEach((i, records) -> revised.put(
                            new PartitionInfo(i.account(), i.day(), i.completeness(), i.records(), revision.toString()),
                            records));
            return revised;
        }
    }

    /** Holds the first of two callers until the second is there, so that a race is lost each time. */
    private static final class Meeting {
        private final CountDownLatch both = new CountDownLatch(2);

        void attend() {
            both.countDown();
            try {
                both.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static PartitionSelection only(CostPartition partition) {
        return PartitionSelection.of(partition.account(), DayRange.of(partition.day()));
    }

    private static String cut(String id) {
        return id.substring(0, Math.min(id.length(), 255));
    }

    private interface Confusion {
        boolean same(SourceAccount stored, SourceAccount replacing);
    }

    private static Supplier<CostStore> confusing(Confusion confusion) {
        return () -> new MappingCostStore() {
            @Override
            boolean same(SourceAccount stored, SourceAccount replacing) {
                return confusion.same(stored, replacing);
            }
        };
    }
}
