package io.smartcost.benchmarks;

import java.math.BigDecimal;
import java.util.List;

/** What a side answers: for each row its key and then its value, without needless zeros, to be compared with the others'. */
record Answer(List<List<String>> rows) {
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    void mustEqual(Answer other, String question) {
        if (!rows.equals(other.rows)) {
            throw new IllegalStateException(question + ": the sides disagree, " + rows.size() + " rows beginning with "
                    + rows.stream().limit(3).toList() + " against " + other.rows.size() + " beginning with "
                    + other.rows.stream().limit(3).toList());
        }
    }
}
