package io.smartcost.testkit;

import java.util.List;

/** Numbers that look random and depend on nothing but the seed and what they are thrown for. */
record Dice(long seed) {
    /** Dice for a narrower purpose: a cloud, one of its resources, one of its days. */
    Dice of(long purpose) {
        return new Dice(mix(seed + 0x9E3779B97F4A7C15L * (purpose + 1)));
    }

    /** From 0 to {@code bound}, exclusive. */
    int below(int bound) {
        return (int) Math.floorMod(mix(seed), (long) bound);
    }

    <T> T any(List<T> list) {
        return list.get(below(list.size()));
    }

    /** The finishing step of the SplitMix64 generator: every bit of the input changes half of the output. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
