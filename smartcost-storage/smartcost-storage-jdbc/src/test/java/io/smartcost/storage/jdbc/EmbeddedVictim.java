package io.smartcost.storage.jdbc;

import io.smartcost.SmartCost;
import io.smartcost.model.CostPartition;
import io.smartcost.model.DayRange;
import io.smartcost.model.SourceAccount;
import io.smartcost.spi.CostProvider;
import io.smartcost.spi.CostReceiver;
import io.smartcost.spi.Refusal;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.FixedClock;
import io.smartcost.testkit.GeneratedCosts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A program that syncs into a file, round after round until it is killed. All costs change from round to round, so that each round
 * replaces every partition. Arguments: the file, and the number of the first round. It prints {@code partition} before it stores one,
 * and {@code round N} when all of round N is stored.
 */
final class EmbeddedVictim {
    static final LocalDate TODAY = LocalDate.parse("2026-08-20");
    static final DayRange DAYS = new DayRange(LocalDate.parse("2026-08-16"), LocalDate.parse("2026-08-21"));

    private static final SyncPolicy POLICY = SyncPolicy.DEFAULT.lease(Duration.ofSeconds(1));

    private EmbeddedVictim() {}

    public static void main(String[] arguments) {
        FixedClock clock = FixedClock.at(Instant.EPOCH);
        Path file = Path.of(arguments[0]);
        try (JdbcCostStore costs = JdbcCostStore.embedded(file);
                JdbcStateStore state = JdbcStateStore.embedded(file, clock)) {
            for (int round = Integer.parseInt(arguments[1]); ; round++) {
                SyncReport report = sync(costs, state, clock, round);
                if (!report.balanced() || !report.ok()) {
                    throw new IllegalStateException(report.toString());
                }
                System.out.println("round " + round);
            }
        }
    }

    /** In each round the leases of those before are over, and it is still the same day. */
    static SyncReport sync(JdbcCostStore costs, JdbcStateStore state, FixedClock clock, int round) {
        Instant midnight = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        clock.set(midnight.plus(POLICY.lease().plusSeconds(1).multipliedBy(round)));
        try (SmartCost smartCost = SmartCost.builder()
                .provider(telling(costs(round).provider(clock)))
                .store(costs)
                .state(state)
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            return smartCost.sync().since(DAYS).policy(POLICY).run();
        }
    }

    static GeneratedCosts costs(int round) {
        return GeneratedCosts.seeded(round).services(3).resources(12);
    }

    private static CostProvider telling(CostProvider provider) {
        return new CostProvider() {
            @Override
            public String name() {
                return provider.name();
            }

            @Override
            public List<SourceAccount> accounts() {
                return provider.accounts();
            }

            @Override
            public void fetch(SourceAccount account, DayRange days, CostReceiver receiver) {
                provider.fetch(account, days, telling(receiver));
            }
        };
    }

    private static CostReceiver telling(CostReceiver receiver) {
        return new CostReceiver() {
            @Override
            public void partition(CostPartition partition) {
                System.out.println("partition");
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
        };
    }
}
