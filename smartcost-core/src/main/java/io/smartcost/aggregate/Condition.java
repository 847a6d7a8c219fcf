package io.smartcost.aggregate;

import io.smartcost.query.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter made ready for one tenant's dictionaries: a test of a text becomes a look-up by code. Each part first looks at what is
 * known of a whole block. Immutable.
 */
sealed interface Condition {
    /** What a condition says of the rows of a block. */
    enum Verdict {
        NONE,
        SOME,
        ALL
    }

    Verdict verdict(Segment segment, int block);

    /** Sets each byte to 1 where the row matches and to 0 where not. Only called if the verdict is SOME. */
    void match(Segment segment, int block, int rows, byte[] matches, Scratch scratch);

    static Condition of(Filter filter, Dictionaries dictionaries) {
        if (filter instanceof Filter.OnDimension leaf) {
            return OnColumn.of(leaf, dictionaries.of(leaf.dimension().id()));
        }
        if (filter instanceof Filter.Not not) {
            return new Not(of(not.filter(), dictionaries));
        }
        if (filter instanceof Filter.And and) {
            return new All(and.filters().stream().map(f -> of(f, dictionaries)).toList());
        }
        List<Filter> any = ((Filter.Or) filter).filters();
        return new Not(new All(
                any.stream().map(f -> (Condition) new Not(of(f, dictionaries))).toList()));
    }

    /** Buffers for one thread. */
    final class Scratch {
        private final java.util.ArrayDeque<byte[]> free = new java.util.ArrayDeque<>();
        final int[] codes = new int[Column.BLOCK];

        byte[] take() {
            byte[] buffer = free.poll();
            return buffer == null ? new byte[Column.BLOCK] : buffer;
        }

        void giveBack(byte[] buffer) {
            free.push(buffer);
        }
    }

    /** @param accepted how many codes below each index are accepted */
    record OnColumn(String column, byte[] accepts, int[] accepted) implements Condition {
        static OnColumn of(Filter.OnDimension filter, Dictionary dictionary) {
            byte[] accepts = new byte[dictionary.size()];
            if (filter instanceof Filter.In in) {
                in.values().forEach(value -> accept(accepts, dictionary.find(value)));
            } else {
                for (int code = 0; code < accepts.length; code++) {
                    accepts[code] = (byte) (filter.accepts(dictionary.text(code)) ? 1 : 0);
                }
            }
            int[] accepted = new int[accepts.length + 1];
            for (int code = 0; code < accepts.length; code++) {
                accepted[code + 1] = accepted[code] + accepts[code];
            }
            return new OnColumn(filter.dimension().id(), accepts, accepted);
        }

        /** A code that is newer than the array is of no row that is scanned. */
        private static void accept(byte[] accepts, int code) {
            if (code != Dictionary.ABSENT && code < accepts.length) {
                accepts[code] = 1;
            }
        }

        @Override
        public Verdict verdict(Segment segment, int block) {
            Column codes = segment.columns().get(column);
            int smallest = codes == null ? Dictionary.ABSENT : codes.smallest(block);
            int largest = codes == null ? Dictionary.ABSENT : codes.largest(block);
            int inRange = accepted[largest + 1] - accepted[smallest];
            return inRange == 0 ? Verdict.NONE : inRange == largest - smallest + 1 ? Verdict.ALL : Verdict.SOME;
        }

        @Override
        public void match(Segment segment, int block, int rows, byte[] matches, Scratch scratch) {
            Column present = java.util.Objects.requireNonNull(segment.columns().get(column));
            int[] codes = scratch.codes;
            present.read(block * Column.BLOCK, rows, codes);
            for (int i = 0; i < rows; i++) {
                matches[i] = accepts[codes[i]];
            }
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Verdict verdict(Segment segment, int block) {
            return switch (condition.verdict(segment, block)) {
                case NONE -> Verdict.ALL;
                case SOME -> Verdict.SOME;
                case ALL -> Verdict.NONE;
            };
        }

        @Override
        public void match(Segment segment, int block, int rows, byte[] matches, Scratch scratch) {
            condition.match(segment, block, rows, matches, scratch);
            for (int i = 0; i < rows; i++) {
                matches[i] ^= 1;
            }
        }
    }

    /** All must match. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public Verdict verdict(Segment segment, int block) {
            Verdict all = Verdict.ALL;
            for (Condition condition : conditions) {
                Verdict verdict = condition.verdict(segment, block);
                if (verdict == Verdict.NONE) {
                    return Verdict.NONE;
                }
                all = verdict == Verdict.SOME ? Verdict.SOME : all;
            }
            return all;
        }

        @Override
        public void match(Segment segment, int block, int rows, byte[] matches, Scratch scratch) {
            byte[] more = null;
            for (Condition condition : conditions) {
                if (condition.verdict(segment, block) == Verdict.SOME) {
                    if (more == null) {
                        condition.match(segment, block, rows, matches, scratch);
                        more = scratch.take();
                    } else {
                        condition.match(segment, block, rows, more, scratch);
                        and(matches, more, rows);
                    }
                }
            }
            giveBack(more, scratch);
        }

        private static void and(byte[] matches, byte[] more, int rows) {
            for (int i = 0; i < rows; i++) {
                matches[i] &= more[i];
            }
        }

        private static void giveBack(byte @Nullable [] buffer, Scratch scratch) {
            if (buffer != null) {
                scratch.giveBack(buffer);
            }
        }
    }
}
