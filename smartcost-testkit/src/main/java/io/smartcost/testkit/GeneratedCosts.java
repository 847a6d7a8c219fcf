package io.smartcost.testkit;

import io.smartcost.model.Completeness;
import io.smartcost.model.CostPartition;
import io.smartcost.model.CostRecord;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The costs of an invented company in three clouds, one source account each: AWS and Google Cloud in USD, Azure in EUR. They look
 * like real ones: fewer costs at weekends, fees, commitments and taxes on the first of a month, growth, launches and
 * decommissions, credits, tags that are missing or in another casing, and days that are restated until they are three days old.
 *
 * <p>The same seed, sizes, day and as-of date give the same records, on any machine. Immutable and thread-safe; a day's records
 * are made while they are gone through and are never all in memory.
 */
public final class GeneratedCosts {
    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final int RESOURCES = 60;

    private final long seed;
    private final LocalDate firstDay;
    private final int services;
    private final int resources;

    private GeneratedCosts(long seed, LocalDate firstDay, int services, int resources) {
        this.seed = seed;
        this.firstDay = firstDay;
        this.services = services;
        this.resources = resources;
    }

    /** All services there are, 60 resources in each cloud, from the first day of 2025 on. */
    public static GeneratedCosts seeded(long seed) {
        return new GeneratedCosts(seed, FIRST_DAY, GeneratedCloud.MOST_SERVICES, RESOURCES);
    }

    /** @param day the first day that costs something; earlier days are unknown */
    public GeneratedCosts startingOn(LocalDate day) {
        return new GeneratedCosts(seed, day, services, resources);
    }

    /** @param count how many services of each cloud are used, 1 to 10 */
    public GeneratedCosts services(int count) {
        if (count < 1 || count > GeneratedCloud.MOST_SERVICES) {
            throw new IllegalArgumentException(
                    "There are 1 to " + GeneratedCloud.MOST_SERVICES + " services a cloud, not " + count);
        }
        return new GeneratedCosts(seed, firstDay, count, resources);
    }

    /** @param count how many resources there ever are in each cloud; on most days most of them cost something, once each */
    public GeneratedCosts resources(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("There is at least 1 resource a cloud, not " + count);
        }
        return new GeneratedCosts(seed, firstDay, services, count);
    }

    /** One account for each cloud: {@code generated/aws}, {@code generated/azure} and {@code generated/gcp}. */
    public List<SourceAccount> accounts() {
        return Stream.of(GeneratedCloud.values()).map(GeneratedCloud::account).toList();
    }

    /**
     * One day of one account, as it stands on another day. The day itself is PARTIAL; the two after it ESTIMATED, with 60 to 100
     * per cent of what it will be; then it is FINAL.
     *
     * @return nothing if the day is before the first or after {@code asOf}
     */
    public Optional<CostPartition> day(SourceAccount account, LocalDate day, LocalDate asOf) {
        GeneratedCloud cloud = GeneratedCloud.of(account);
        if (day.isBefore(firstDay) || day.isAfter(asOf)) {
            return Optional.empty();
        }
        long age = asOf.toEpochDay() - day.toEpochDay();
        Completeness completeness = age == 0
                ? Completeness.PARTIAL
                : age < GeneratedDay.FINAL_AGE ? Completeness.ESTIMATED : Completeness.FINAL;
        GeneratedDay costs = new GeneratedDay(new Dice(seed), cloud, firstDay, day, age, services, resources);
        Iterable<CostRecord> records = () -> costs.records().iterator();
        return Optional.of(new CostPartition(account, day, completeness, records));
    }

    /**
     * A provider named {@code generated} that sends these costs.
     *
     * @param clock tells how late it is, and so how far the last days have come
     */
    public CostProvider provider(Clock clock) {
        return new CostProvider() {
            @Override
            public String name() {
                return GeneratedCloud.PROVIDER;
            }

            @Override
            public List<SourceAccount> accounts() {
                return GeneratedCosts.this.accounts();
            }

            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                days.days().forEach(day -> day(account, day, today).ifPresent(receiver::partition));
            }
        };
    }
}
