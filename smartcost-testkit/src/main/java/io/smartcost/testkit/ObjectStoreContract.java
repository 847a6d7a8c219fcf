package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcost.model.SmartCostException;
import io.smartcost.spi.ObjectArchivedException;
import io.smartcost.spi.ObjectStore.Tier;
import io.smartcost.spi.Page;
import io.smartcost.spi.RetryableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link io.smartcost.spi.ObjectStore} does. A subclass hands over an empty store; one whose rehydration takes time
 * also makes it end.
 *
 * <pre>{@code
 * class MyObjectStoreTest extends ObjectStoreContract {
 *     @Override
 *     protected ObjectStore emptyStore() {
 *         return new MyObjectStore(emptyBucket());
 *     }
 * }
 * }</pre>
 */
public abstract class ObjectStoreContract extends ObjectStoreListing {
    private static final int WRITERS = 8;
    private static final byte[] TEN = bytes("0123456789");

    @Test
    void atFirstThereIsNothing() {
        assertThat(store.head(KEY)).isEmpty();
        assertThat(store.list("", null, 10)).isEqualTo(new Page<>(List.of(), false));
        store.delete(KEY);
        assertThatThrownBy(() -> store.get(KEY, 0, 1))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(ObjectArchivedException.class)
                .isNotInstanceOf(RetryableException.class);
    }

    @Test
    void whatIsPutIsThere() {
        put(KEY, TEN, Tier.COOL);
        assertThat(read(KEY)).isEqualTo(TEN);
        assertThat(head(KEY).key()).isEqualTo(KEY);
        assertThat(head(KEY).size()).isEqualTo(10);
    }

    @Test
    void anObjectIsNeverReplaced() {
        put(KEY, TEN, Tier.COOL);
        assertThat(store.putIfAbsent(KEY, ByteBuffer.wrap(bytes("another")), Tier.HOT))
                .isFalse();
        assertThat(store.putIfAbsent(KEY, ByteBuffer.wrap(TEN), Tier.HOT)).isFalse();
        assertThat(read(KEY)).isEqualTo(TEN);
        assertThat(head(KEY).tier()).isEqualTo(Tier.COOL);
    }

    @Test
    void partsOfAnObjectCanBeRead() {
        put(KEY, TEN, Tier.HOT);
        assertThat(bytes(store.get(KEY, 0, 3))).isEqualTo(bytes("012"));
        assertThat(bytes(store.get(KEY, 4, 3))).isEqualTo(bytes("456"));
        assertThat(bytes(store.get(KEY, 7, 3))).isEqualTo(bytes("789"));
        assertThat(bytes(store.get(KEY, 9, 1))).isEqualTo(bytes("9"));
        assertThat(bytes(store.get(KEY, 0, 10))).isEqualTo(TEN);
        assertThat(bytes(store.get(KEY, 5, 0))).isEmpty();
    }

    @Test
    void aReadEndsWhereTheObjectEnds() {
        put(KEY, TEN, Tier.HOT);
        assertThat(bytes(store.get(KEY, 8, 3))).isEqualTo(bytes("89"));
        assertThat(bytes(store.get(KEY, 0, 1 << 20))).isEqualTo(TEN);
        assertThat(bytes(store.get(KEY, 10, 5))).isEmpty();
        assertThat(bytes(store.get(KEY, 11, 5))).isEmpty();
        assertThat(bytes(store.get(KEY, 3L << 32, 5)))
                .as("an offset beyond 32 bits")
                .isEmpty();
    }

    @Test
    void anEmptyObjectIsAnObject() {
        put(KEY, new byte[0], Tier.HOT);
        assertThat(head(KEY).size()).isZero();
        assertThat(bytes(store.get(KEY, 0, 10))).isEmpty();
        assertThat(store.putIfAbsent(KEY, ByteBuffer.wrap(TEN), Tier.HOT)).isFalse();
        assertThat(keys(listAll("", 10))).containsExactly(KEY);
    }

    @Test
    void aLargeObjectIsKeptWhole() {
        long seed = Long.getLong("smartcost.seed", 20_260_801L);
        byte[] large = new byte[5 * 1024 * 1024 + 3];
        new Random(seed).nextBytes(large);
        put(KEY, large, Tier.HOT);
        assertThat(head(KEY).size()).isEqualTo(large.length);
        Random ranges = new Random(seed + 1);
        for (int i = 0; i < 20; i++) {
            int from = ranges.nextInt(large.length);
            int length = ranges.nextInt(large.length);
            byte[] expected = Arrays.copyOfRange(large, from, Math.min(large.length, from + length));
            assertThat(Arrays.equals(bytes(store.get(KEY, from, length)), expected))
                    .as("%d bytes from %d with -Dsmartcost.seed=%d", length, from, seed)
                    .isTrue();
        }
    }

    @Test
    void whatRemainsOfABufferIsStored() {
        ByteBuffer middle = ByteBuffer.wrap(TEN, 2, 5);
        assertThat(store.putIfAbsent("middle", middle, Tier.HOT)).isTrue();
        assertThat(read("middle")).isEqualTo(bytes("23456"));
        ByteBuffer slice = ByteBuffer.wrap(TEN, 2, 5).slice().asReadOnlyBuffer();
        assertThat(store.putIfAbsent("slice", slice, Tier.HOT)).isTrue();
        assertThat(read("slice")).isEqualTo(bytes("23456"));
        ByteBuffer direct = ByteBuffer.allocateDirect(10).put(TEN).flip();
        assertThat(store.putIfAbsent("direct", direct, Tier.HOT)).isTrue();
        assertThat(read("direct")).isEqualTo(TEN);
    }

    @Test
    void nobodyElsesBufferIsTheObject() {
        byte[] content = TEN.clone();
        put(KEY, content, Tier.HOT);
        content[0] = 'X';
        ByteBuffer read = store.get(KEY, 0, 10);
        assertThat(bytes(read)).as("after what was put was changed").isEqualTo(TEN);
        if (!read.isReadOnly()) {
            read.put(0, (byte) 'Y');
        }
        assertThat(read(KEY)).as("after what was read was changed").isEqualTo(TEN);
    }

    @Test
    void aDeletedObjectIsGone() {
        put(KEY, TEN, Tier.HOT);
        put("other", TEN, Tier.HOT);
        store.delete(KEY);
        store.delete(KEY);
        assertThat(store.head(KEY)).isEmpty();
        assertThat(keys(listAll("", 10))).containsExactly("other");
        assertThatThrownBy(() -> store.get(KEY, 0, 1)).isInstanceOf(SmartCostException.class);
        put(KEY, bytes("anew"), Tier.HOT);
        assertThat(read(KEY)).isEqualTo(bytes("anew"));
    }

    @Test
    void ofManyWhoPutAnObjectOneSucceeds() {
        for (int round = 0; round < 10; round++) {
            String key = "put-" + round;
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                byte[] content = contentOf(i);
                writers.add(() -> store.putIfAbsent(key, ByteBuffer.wrap(content), Tier.HOT));
            }
            List<Boolean> stored = Together.run(writers);
            assertThat(stored).as("who stored '%s'", key).containsOnlyOnce(true);
            assertThat(read(key)).isEqualTo(contentOf(stored.indexOf(true)));
        }
    }

    @Test
    void anObjectIsSeenWholeOrNotAtAll() {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "seen-" + i;
            byte[] content = contentOf(i);
            tasks.add(() -> store.putIfAbsent(key, ByteBuffer.wrap(content), Tier.HOT));
            tasks.add(() -> store.head(key).isEmpty() || Arrays.equals(read(key), content));
        }
        assertThat(Together.run(tasks)).as("stored, or seen whole").containsOnly(true);
    }

    /** Different for each writer, in length too. */
    private static byte[] contentOf(int writer) {
        byte[] content = new byte[100_000 + writer];
        Arrays.fill(content, (byte) ('a' + writer));
        return content;
    }
}
