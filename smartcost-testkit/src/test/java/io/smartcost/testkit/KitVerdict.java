package io.smartcost.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a kit against an implementation and tells what the kit says of it. */
final class KitVerdict {
    private KitVerdict() {}

    /** The names of the contract's tests that failed, sorted; none if the kit lets the implementation pass. */
    static List<String> failuresOf(Class<?> contractSubclass) {
        return run(contractSubclass).getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName().replaceAll("\\(.*", ""))
                .sorted()
                .toList();
    }

    private static TestExecutionSummary run(Class<?> contractSubclass) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(contractSubclass))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        if (summary.getTestsStartedCount() == 0) {
            throw new AssertionError(contractSubclass + " ran no test at all");
        }
        return summary;
    }
}
