package io.smartcost.testkit;

import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.Page;
import io.smartcost.spi.PartitionInfo;
import io.smartcost.spi.PartitionSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores that read, list or drop partitions, but not quite as they should. One fault each. */
enum BrokenReads {
    READS_BY_ACCOUNT_FIRST(
            "readingGoesByDayAndThenByAccount",
            () -> ordering(Comparator.comparing(PartitionInfo::account).thenComparing(PartitionInfo::day))),
    READS_ACCOUNTS_IN_UTF_16_ORDER(
            "readingGoesByDayAndThenByAccount",
            () -> ordering(Comparator.comparing(PartitionInfo::day)
                    .thenComparing(info -> info.account().provider())
                    .thenComparing(info -> info.account().id()))),
    LEAKS_OTHER_TENANTS("tenantsWithTheSameKeysSeeOnlyThemselves", renaming(tenant -> CostStoreFixture.ACME)),
    FOLDS_TENANTS(
            "tenantsWithTheSameKeysSeeOnlyThemselves",
            renaming(tenant -> new Tenant(tenant.id().toLowerCase(Locale.ROOT)))),
    DROPS_OF_ALL_TENANTS("tenantsWithTheSameKeysSeeOnlyThemselves", () -> new SmallestCostStore() {
        @Override
        public void drop(Tenant tenant, PartitionSelection selection) {
            List.copyOf(tenants.keySet()).forEach(each -> super.drop(each, selection));
        }
    }),
    INCLUDES_THE_END_DAY(
            "aRangeOfDaysBeginsWithItsStartAndStopsBeforeItsEnd",
            selecting(s -> new PartitionSelection(
                    new DayRange(s.days().start(), s.days().end().plusDays(1)), s.account()))),
    EXCLUDES_THE_START_DAY(
            "aRangeOfDaysBeginsWithItsStartAndStopsBeforeItsEnd",
            selecting(s -> new PartitionSelection(
                    new DayRange(s.days().start().plusDays(1), s.days().end().plusDays(1)), s.account()))),
    SELECTS_ALL_ACCOUNTS(
            "aRangeOfDaysBeginsWithItsStartAndStopsBeforeItsEnd", selecting(s -> PartitionSelection.of(s.days()))),
    CANNOT_SELECT_ALL_DAYS(
            "allDaysThereAreCanBeSelected",
            selecting(s -> PartitionSelection.of(
                    new DayRange(s.days().start().plusYears(1), s.days().end().plusYears(1))))),
    OVERFLOWS_AT_LARGE_PAGES("pagesOfAnySizeListEachPartitionOnce", () -> new SmallestCostStore() {
        @Override
        public Page<PartitionInfo> list(
                Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
            List<PartitionInfo> some = super.list(tenant, selection, after, Integer.MAX_VALUE).items().stream()
                    .limit(atMost + 1)
                    .toList();
            return new Page<>(some.subList(0, Math.min(atMost, some.size())), some.size() > atMost);
        }
    }),
    SKIPS_ONE_BETWEEN_PAGES("pagesOfAnySizeListEachPartitionOnce", () -> new SmallestCostStore() {
        @Override
        public Page<PartitionInfo> list(
                Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
            List<PartitionInfo> skipped = after == null
                    ? List.of()
                    : super.list(tenant, selection, after, 1).items();
            return super.list(tenant, selection, skipped.isEmpty() ? after : skipped.get(0), atMost);
        }
    }),
    REPEATS_ONE_BETWEEN_PAGES("pagesOfAnySizeListEachPartitionOnce", () -> new SmallestCostStore() {
        @Override
        public Page<PartitionInfo> list(
                Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
            PartitionInfo before =
                    after == null ? null : select(tenant, selection).lowerKey(after);
            return super.list(tenant, selection, before, atMost);
        }
    }),
    PAGES_BY_OFFSET("whatIsThereAllTheTimeIsListedOnceWhateverIsWrittenBetweenPages", () -> new SmallestCostStore() {
        private final Map<PartitionInfo, Integer> offsets = new HashMap<>();

        @Override
        public Page<PartitionInfo> list(
                Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
            List<PartitionInfo> all = List.copyOf(select(tenant, selection).keySet());
            int from = after == null ? 0 : Math.min(offsets.get(after), all.size());
            int to = Math.min(from + atMost, all.size());
            all.subList(from, to).forEach(info -> offsets.put(info, to));
            return new Page<>(all.subList(from, to), to > from && to < all.size());
        }
    }),
    LOSES_ITS_PLACE_WHEN_A_PARTITION_CHANGES(
            "aListingGoesOnAfterAPartitionThatHasChanged", () -> new SmallestCostStore() {
                @Override
                public Page<PartitionInfo> list(
                        Tenant tenant, PartitionSelection selection, @Nullable PartitionInfo after, int atMost) {
                    boolean gone = after != null
                            && !List.copyOf(select(tenant, selection).keySet()).contains(after);
                    return gone ? new Page<>(List.of(), false) : super.list(tenant, selection, after, atMost);
                }
            }),
    SWALLOWS_WHAT_THE_READER_THROWS("whatTheReaderThrowsEndsTheReadingAndIsPassedOn", () -> new SmallestCostStore() {
        @Override
        public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
            try {
                super.read(tenant, selection, reader);
            } catch (IllegalStateException e) {
                return; // as if nothing had happened
            }
        }
    }),
    WRAPS_WHAT_THE_READER_THROWS("whatTheReaderThrowsEndsTheReadingAndIsPassedOn", () -> new SmallestCostStore() {
        @Override
        public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
            try {
                super.read(tenant, selection, reader);
            } catch (RuntimeException e) {
                throw new IllegalStateException("reading failed", e);
            }
        }
    }),
    READS_ON_AFTER_THE_READER_THREW("whatTheReaderThrowsEndsTheReadingAndIsPassedOn", () -> new SmallestCostStore() {
        @Override
        public void read(Tenant tenant, PartitionSelection selection, Consumer<CostPartition> reader) {
            List<RuntimeException> thrown = new ArrayList<>();
            super.read(tenant, selection, partition -> {
                try {
                    reader.accept(partition);
                } catch (RuntimeException e) {
                    thrown.add(e);
                }
            });
            if (!thrown.isEmpty()) {
                throw thrown.get(0);
            }
        }
    }),
    READS_ONE_PAGE_ONLY("thereCanBeManyPartitions", () -> new SmallestCostStore() {
        @Override
        TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
            TreeMap<PartitionInfo, List<CostRecord>> all = super.select(tenant, selection);
            while (all.size() > 100) {
                all.pollLastEntry();
            }
            return all;
        }
    }),
    FAILS_WHEN_THERE_IS_NOTHING_TO_DROP("anEmptyStoreHasNothing", () -> new SmallestCostStore() {
        @Override
        public void drop(Tenant tenant, PartitionSelection selection) {
            tenants.get(tenant).keySet().removeIf(info -> selection.contains(info.account(), info.day()));
        }
    });

    final String foundBy;

    private final Supplier<CostStore> stores;

    BrokenReads(String foundBy, Supplier<CostStore> stores) {
        this.foundBy = foundBy;
        this.stores = stores;
    }

    CostStore store() {
        return stores.get();
    }

    private static Supplier<CostStore> renaming(UnaryOperator<Tenant> name) {
        return () -> new MappingCostStore() {
            @Override
            Tenant tenant(Tenant tenant) {
                return name.apply(tenant);
            }
        };
    }

    private static Supplier<CostStore> selecting(UnaryOperator<PartitionSelection> change) {
        return () -> new MappingCostStore() {
            @Override
            PartitionSelection selection(PartitionSelection selection) {
                return change.apply(selection);
            }
        };
    }

    private static CostStore ordering(Comparator<PartitionInfo> order) {
        return new SmallestCostStore() {
            @Override
            TreeMap<PartitionInfo, List<CostRecord>> select(Tenant tenant, PartitionSelection selection) {
                TreeMap<PartitionInfo, List<CostRecord>> ordered = new TreeMap<>(order);
                ordered.putAll(super.select(tenant, selection));
                return ordered;
            }
        };
    }
}
