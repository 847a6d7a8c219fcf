package io.smartcost.testkit;

import io.smartcost.model.SmartCostException;
import io.smartcost.model.Texts;
import io.smartcost.spi.ObjectArchivedException;
import io.smartcost.spi.ObjectInfo;
import io.smartcost.spi.ObjectInfo.State;
import io.smartcost.spi.ObjectStore;
import io.smartcost.spi.Page;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A correct object store in memory each of whose decisions is a method of its own, so that a subclass can take one wrongly. */
class ObjectStoreOfParts implements ObjectStore {
    record Stored(ObjectInfo info, byte[] content) {
        Stored as(Tier tier, State state) {
            return new Stored(new ObjectInfo(info.key(), info.size(), tier, state), content);
        }
    }

    final Map<String, Stored> objects = new ConcurrentHashMap<>();

    void check(String key) {
        boolean isPath =
                Arrays.stream(key.split("/", -1)).noneMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
        if (!isPath || key.length() > 512) {
            throw new IllegalArgumentException("'" + key + "' is no key: expected segments such as acme/2026-08-01");
        }
    }

    /** What tells one object from another. */
    String identity(String key) {
        return key;
    }

    byte[] copy(ByteBuffer content) {
        return ObjectStoreFixture.bytes(content);
    }

    boolean store(String key, Stored stored) {
        return objects.putIfAbsent(identity(key), stored) == null;
    }

    ByteBuffer part(byte[] content, long offset, int length) {
        long from = Math.min(offset, content.length);
        long to = Math.min(from + length, content.length);
        return ByteBuffer.wrap(content, (int) from, (int) (to - from)).slice().asReadOnlyBuffer();
    }

    boolean isReadable(Stored stored) {
        return stored.info.state() == State.READABLE;
    }

    boolean matches(String key, String prefix) {
        return key.startsWith(prefix);
    }

    Comparator<String> order() {
        return Texts.ORDER;
    }

    @Override
    public boolean putIfAbsent(String key, ByteBuffer content, Tier tier) {
        check(key);
        byte[] bytes = copy(content);
        State state = tier == Tier.ARCHIVE ? State.ARCHIVED : State.READABLE;
        return store(key, new Stored(new ObjectInfo(key, bytes.length, tier, state), bytes));
    }

    @Override
    public ByteBuffer get(String key, long offset, int length) {
        Stored stored = objects.get(identity(key));
        if (stored == null) {
            throw new SmartCostException("There is no object '" + key + "'");
        }
        if (!isReadable(stored)) {
            throw new ObjectArchivedException(key);
        }
        return part(stored.content, offset, length);
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return Optional.ofNullable(objects.get(identity(key))).map(Stored::info);
    }

    @Override
    public Page<ObjectInfo> list(String prefix, String after, int atMost) {
        List<ObjectInfo> found = objects.values().stream()
                .map(Stored::info)
                .filter(info -> matches(info.key(), prefix))
                .filter(info -> after == null || order().compare(info.key(), after) > 0)
                .sorted(Comparator.comparing(ObjectInfo::key, order()))
                .toList();
        return new Page<>(found.subList(0, Math.min(atMost, found.size())), found.size() > atMost);
    }

    @Override
    public void delete(String key) {
        objects.remove(identity(key));
    }

    @Override
    public void setTier(String key, Tier tier) {
        objects.computeIfPresent(
                identity(key),
                (k, stored) -> isReadable(stored)
                        ? stored.as(tier, tier == Tier.ARCHIVE ? State.ARCHIVED : State.READABLE)
                        : stored);
    }

    @Override
    public void rehydrate(String key) {
        objects.computeIfPresent(
                identity(key),
                (k, stored) ->
                        stored.info.state() == State.ARCHIVED ? stored.as(Tier.ARCHIVE, State.REHYDRATING) : stored);
    }

    /** What time does in the real world. */
    void finishRehydration(String key) {
        objects.computeIfPresent(
                identity(key),
                (k, stored) -> stored.info.state() == State.REHYDRATING ? stored.as(Tier.HOT, State.READABLE) : stored);
    }
}
