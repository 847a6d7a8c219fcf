package io.smartcost.provider.focus;

import java.util.List;

/**
 * What {@link FocusChecker} found. Immutable.
 *
 * @param rows how many data rows were looked at
 * @param findings the rules that are broken, by id
 */
public record CheckReport(long rows, List<Finding> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether no rule is broken. */
    public boolean passed() {
        return findings.isEmpty();
    }

    /**
     * A broken rule.
     *
     * @param rule its id, which stays the same, such as {@code BilledCost-not-null}
     * @param requirement what it asks for
     * @param count how often it is broken
     * @param examples the first few places
     */
    public record Finding(String rule, String requirement, long count, List<Example> examples) {
        public Finding {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A place where a rule is broken.
     *
     * @param source the file
     * @param line the line of the unpacked file on which the row begins; 1 for what concerns the whole file
     * @param value what is there, cut short if it is long
     */
    public record Example(String source, long line, String value) {}
}
