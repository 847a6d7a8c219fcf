package io.smartcost.aggregate;

import io.smartcost.query.Filter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

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

    /**
     * Keeps those of the selected rows that match. Only called if the verdict is SOME.
     *
     * @param rows how many rows the block has
     * @param selected rows of the block, ascending, counted from its first
     * @param count how many are selected, or {@link #EVERY} for all rows of the block
     * @return how many are still selected
     */
    int select(Segment segment, int block, int rows, int[] selected, int count, Scratch scratch);

    /** All rows of a block, without listing them. */
    int EVERY = -1;

    /** About which part of the rows matches, 0 to 1: a guess that decides what is looked at first and nothing else. */
    double selectivity();

    static Condition of(Filter filter, Dictionaries dictionaries) {
        if (filter instanceof Filter.OnDimension leaf) {
            return OnColumn.of(leaf, dictionaries.of(leaf.dimension().id()));
        }
        if (filter instanceof Filter.Not not) {
            Condition negated = of(not.filter(), dictionaries);
            return negated instanceof OnColumn leaf ? leaf.negated() : new Not(negated);
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
        private final ArrayDeque<int[]> free = new ArrayDeque<>();
        final int[] codes = new int[Column.BLOCK];

        int[] take() {
            int[] buffer = free.poll();
            return buffer == null ? new int[Column.BLOCK] : buffer;
        }

        void giveBack(int[] buffer) {
            free.push(buffer);
        }
    }

    /** @param accepted how many codes below each index are accepted */
    record OnColumn(int column, byte[] accepts, int[] accepted) implements Condition {
        static OnColumn of(Filter.OnDimension filter, Dictionary dictionary) {
            byte[] accepts = new byte[dictionary.size()];
            if (filter instanceof Filter.In in) {
                in.values().forEach(value -> accept(accepts, dictionary.find(value)));
            } else {
                for (int code = 0; code < accepts.length; code++) {
                    accepts[code] = (byte) (filter.accepts(dictionary.text(code)) ? 1 : 0);
                }
            }
            return new OnColumn(dictionary.column(), accepts);
        }

        private OnColumn(int column, byte[] accepts) {
            this(column, accepts, new int[accepts.length + 1]);
            for (int code = 0; code < accepts.length; code++) {
                accepted[code + 1] = accepted[code] + accepts[code];
            }
        }

        OnColumn negated() {
            byte[] others = new byte[accepts.length];
            for (int code = 0; code < others.length; code++) {
                others[code] = (byte) (accepts[code] ^ 1);
            }
            return new OnColumn(column, others);
        }

        /** A code that is newer than the array is of no row that is scanned. */
        private static void accept(byte[] accepts, int code) {
            if (code != Dictionary.ABSENT && code < accepts.length) {
                accepts[code] = 1;
            }
        }

        @Override
        public Verdict verdict(Segment segment, int block) {
            Column codes = segment.column(column);
            int smallest = codes == null ? Dictionary.ABSENT : codes.smallest(block);
            int largest = codes == null ? Dictionary.ABSENT : codes.largest(block);
            int inRange = accepted[largest + 1] - accepted[smallest];
            return inRange == 0 ? Verdict.NONE : inRange == largest - smallest + 1 ? Verdict.ALL : Verdict.SOME;
        }

        @Override
        public int select(Segment segment, int block, int rows, int[] selected, int count, Scratch scratch) {
            Column codes = Objects.requireNonNull(segment.column(column));
            int from = block * Column.BLOCK;
            return count == EVERY
                    ? codes.select(accepts, from, rows, selected, scratch.codes)
                    : codes.refine(accepts, from, rows, selected, count, scratch.codes);
        }

        /** Gives the rows of a block that do not match another slot. */
        void reject(Segment segment, int from, int rows, int[] slots, int rejected, Scratch scratch) {
            Column codes = Objects.requireNonNull(segment.column(column));
            codes.reject(accepts, from, rows, slots, rejected, scratch.codes);
        }

        @Override
        public double selectivity() {
            return (double) accepted[accepts.length] / accepts.length;
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
        public int select(Segment segment, int block, int rows, int[] selected, int count, Scratch scratch) {
            int[] matching = scratch.take();
            int before = count == EVERY ? rows : count;
            if (count != EVERY) {
                System.arraycopy(selected, 0, matching, 0, count);
            }
            int matches = condition.select(segment, block, rows, matching, count, scratch);
            int next = 0;
            int kept = 0;
            for (int i = 0; i < before; i++) {
                int row = count == EVERY ? i : selected[i];
                if (next < matches && matching[next] == row) {
                    next++;
                } else {
                    selected[kept++] = row;
                }
            }
            scratch.giveBack(matching);
            return kept;
        }

        @Override
        public double selectivity() {
            return 1 - condition.selectivity();
        }
    }

    /** @param conditions all must match; the one that is likely to leave the fewest rows comes first */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = conditions.stream()
                    .sorted(Comparator.comparingDouble(Condition::selectivity))
                    .toList();
        }

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
        public int select(Segment segment, int block, int rows, int[] selected, int count, Scratch scratch) {
            int left = count;
            for (Condition condition : conditions) {
                if (left != 0 && condition.verdict(segment, block) == Verdict.SOME) {
                    left = condition.select(segment, block, rows, selected, left, scratch);
                }
            }
            return left;
        }

        @Override
        public double selectivity() {
            return conditions.stream().mapToDouble(Condition::selectivity).reduce(1, (a, b) -> a * b);
        }
    }
}
