package io.smartcost.testkit.files;

import io.smartcost.model.Tenant;
import io.smartcost.spi.StateDocument;
import io.smartcost.spi.StateKey;
import io.smartcost.spi.StateStore;
import java.nio.file.Path;
import java.time.Clock;

/** A program that increments a counter so many times: {@code <folder> <times>}. */
final class Incrementing {
    static final StateKey COUNTER = new StateStore.Collection(Tenant.DEFAULT, "counters").key("counter");

    private Incrementing() {}

    public static void main(String[] arguments) {
        StateStore store = new FileStateStore(Path.of(arguments[0]), Clock.systemUTC());
        for (int done = 0; done < Integer.parseInt(arguments[1]); ) {
            StateDocument now = store.get(COUNTER).orElseThrow();
            String next = Integer.toString(Integer.parseInt(now.json()) + 1);
            if (store.put(COUNTER, next, now.version(), null).isPresent()) {
                done++;
            }
        }
    }
}
