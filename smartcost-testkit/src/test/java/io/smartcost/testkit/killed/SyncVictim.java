package io.smartcost.testkit.killed;

import io.smartcost.SmartCost;
import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.spi.CostStore;
import io.smartcost.spi.StateStore;
import io.smartcost.sync.SyncPolicy;
import io.smartcost.sync.SyncReport;
import io.smartcost.testkit.GeneratedCosts;
import io.smartcost.testkit.files.FileCostStore;
import io.smartcost.testkit.files.FileStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A program that syncs generated costs into stores of files, and stands still at a step so that it can be killed exactly there.
 * Arguments: the folder, which start this is in the folder, counted from 0, and the number of the step, counted from 1, at which to
 * print its name and wait for ever; 0 to run to the end.
 */
final class SyncVictim {
    static final DayRange DAYS = new DayRange(LocalDate.parse("2026-08-16"), LocalDate.parse("2026-08-21"));

    private static final Instant FIRST_START = Instant.parse("2026-08-20T01:00:00Z");
    /** Nothing is read again without need, lest that mend what a crash has broken. */
    private static final SyncPolicy POLICY = SyncPolicy.DEFAULT.restatedDays(1).longestRange(3);

    private SyncVictim() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Clock clock = clock(Integer.parseInt(arguments[1]));
        int last = Integer.parseInt(arguments[2]);
        AtomicInteger steps = new AtomicInteger();
        Consumer<String> step = name -> {
            if (steps.incrementAndGet() == last) {
                waitToBeKilled(name);
            }
        };
        SyncReport report = sync(costs(folder), state(folder, clock), clock, step);
        if (!report.ok() || !report.balanced()) {
            System.err.println(report);
            System.exit(1);
        }
    }

    static CostStore costs(Path folder) {
        return new FileCostStore(folder.resolve("costs"));
    }

    static StateStore state(Path folder, Clock clock) {
        return new FileStateStore(folder.resolve("state"), clock);
    }

    /** Each start is later than the lease of the one before: an account whose owner died is free by then. */
    static Clock clock(int start) {
        Duration later = POLICY.lease().plusSeconds(1).multipliedBy(start);
        return Clock.fixed(FIRST_START.plus(later), ZoneOffset.UTC);
    }

    static SyncReport sync(CostStore costs, StateStore state, Clock clock, Consumer<String> step) {
        Steps steps = new Steps(step);
        GeneratedCosts generated = GeneratedCosts.seeded(7).services(3).resources(3);
        try (SmartCost smartCost = SmartCost.builder()
                .tenant(Tenant.DEFAULT)
                .provider(steps.around(generated.provider(clock)))
                .store(steps.around(costs))
                .state(steps.around(state))
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            return smartCost.sync().since(DAYS).policy(POLICY).run();
        }
    }

    private static void waitToBeKilled(String step) {
        System.out.println(step);
        try {
            int never = System.in.read();
            throw new IllegalStateException("Left alone at: " + step + ", " + never);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
