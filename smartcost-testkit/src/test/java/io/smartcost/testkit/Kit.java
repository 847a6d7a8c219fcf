package io.smartcost.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs single tests of a contract kit against an implementation, to see that they pass or fail as they should. */
final class Kit {
    private Kit() {}

    /** The names of all tests of a contract. */
    static List<String> names(Class<?> contract) {
        return tests(contract).stream().map(Method::getName).sorted().toList();
    }

    static void assertPasses(Class<?> contract) {
        names(contract).forEach(test -> assertPasses(contract, test));
    }

    static void assertPasses(Class<?> contract, String test) {
        TestExecutionSummary summary = run(contract, test);
        assertThat(summary.getFailures()).as("failures of %s", test).isEmpty();
        assertThat(summary.getTestsSucceededCount()).as("runs of %s", test).isPositive();
    }

    static void assertFails(Class<?> contract, String test) {
        TestExecutionSummary summary = run(contract, test);
        assertThat(summary.getTestsFailedCount())
                .as("failures of %s: the kit lets the fault pass", test)
                .isPositive();
    }

    private static TestExecutionSummary run(Class<?> contract, String test) {
        List<Method> methods = tests(contract).stream()
                .filter(method -> method.getName().equals(test))
                .toList();
        assertThat(methods).as("tests called %s", test).hasSize(1);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(contract, methods.get(0)))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static Collection<Method> tests(Class<?> contract) {
        return ReflectionSupport.findMethods(contract, Kit::isTest, HierarchyTraversalMode.TOP_DOWN);
    }

    private static boolean isTest(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(a -> a.annotationType() == Test.class || a.annotationType() == ParameterizedTest.class);
    }
}
