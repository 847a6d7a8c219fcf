package io.smartcost.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plug-in slow, flaky or mortal, to see what the code that calls it makes of that.
 *
 * <pre>{@code
 * CostStore flaky = Faulty.of(CostStore.class, store)
 *         .failingEvery(3, () -> new RetryableException("The connection was reset", (Duration) null))
 *         .crashingAfter(100)
 *         .create();
 * }</pre>
 *
 * Calls of all methods of the interface are counted together, from 1, afresh for each {@link #create}. Immutable; what is created
 * is as thread-safe as what it wraps.
 */
public final class Faulty<T> {
    private final Class<T> type;
    private final T target;
    private final List<Fault> faults;

    private Faulty(Class<T> type, T target, List<Fault> faults) {
        this.type = type;
        this.target = target;
        this.faults = List.copyOf(faults);
    }

    /** @param type the interface that is seen; it must be one */
    public static <T> Faulty<T> of(Class<T> type, T target) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException("Only an interface can be made faulty, not " + type);
        }
        return new Faulty<>(type, target, List.of());
    }

    /** Every n-th call fails without having been made. */
    public Faulty<T> failingEvery(int n, Supplier<? extends RuntimeException> failure) {
        requirePositive(n);
        return with(Fault.before(call -> call % n == 0, failure));
    }

    /** Every n-th call is made and fails all the same: its answer is lost on the way back. */
    public Faulty<T> losingEvery(int n, Supplier<? extends RuntimeException> failure) {
        requirePositive(n);
        return with(Fault.after(call -> call % n == 0, failure));
    }

    /** So many per cent of the calls fail without having been made, always the same ones for a seed. */
    public Faulty<T> failingAtRandom(long seed, int percent, Supplier<? extends RuntimeException> failure) {
        Dice dice = new Dice(seed);
        return with(Fault.before(call -> dice.of(call).below(100) < percent, failure));
    }

    /** After so many calls, each one throws a {@link Crash}, as if the process had died. */
    public Faulty<T> crashingAfter(int calls) {
        return with(Fault.before(call -> call > calls, Crash::new));
    }

    /** The last of so many calls is made, and what comes back is a {@link Crash}, as is every later call. */
    public Faulty<T> crashingDuring(int calls) {
        requirePositive(calls);
        return crashingAfter(calls).with(Fault.after(call -> call == calls, Crash::new));
    }

    /** Runs something before each call is made: waits for a latch, moves a clock on. */
    public Faulty<T> slowedBy(Runnable delay) {
        return with(new Fault(
                true,
                call -> {
                    delay.run();
                    return false;
                },
                Crash::new));
    }

    /** The plug-in with the faults that were asked for, in the order in which they were. */
    public T create() {
        AtomicLong calls = new AtomicLong();
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? ofObject(self, method, arguments)
                        : call(calls.incrementAndGet(), method, arguments));
        return type.cast(proxy);
    }

    private @Nullable Object call(long number, Method method, Object @Nullable [] arguments) throws Throwable {
        for (Fault fault : faults) {
            fault.strike(true, number);
        }
        Object answer = invoke(method, arguments);
        for (Fault fault : faults) {
            fault.strike(false, number);
        }
        return answer;
    }

    private @Nullable Object ofObject(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "faulty " + invoke(method, arguments);
        };
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private Faulty<T> with(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new Faulty<>(type, target, more);
    }

    private static void requirePositive(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, so not " + n);
        }
    }

    private record Fault(boolean before, LongPredicate strikes, Supplier<? extends Throwable> failure) {
        static Fault before(LongPredicate strikes, Supplier<? extends Throwable> failure) {
            return new Fault(true, strikes, failure);
        }

        static Fault after(LongPredicate strikes, Supplier<? extends Throwable> failure) {
            return new Fault(false, strikes, failure);
        }

        void strike(boolean beforeTheCall, long call) throws Throwable {
            if (before == beforeTheCall && strikes.test(call)) {
                throw failure.get();
            }
        }
    }

    /** The end of the process, as far as the code under test can tell: an error, so that nobody handles it by mistake. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("A crash that a test asked for");
        }
    }
}
