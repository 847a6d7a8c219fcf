package io.smartcost.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which package of core may import which: one line of packages, the engines side by side at its end, and the facade above all. */
final class PackageArrows {
    private static final List<String> LINE = List.of("model", "query", "series", "spi", "aggregate", "memory");
    private static final Set<String> ENGINES =
            Set.of("sync", "forecast", "anomaly", "budget", "alert", "estimate", "archive", "insight");
    private static final Map<String, Set<String>> MAY_IMPORT = arrows();

    private final String root;

    PackageArrows(String root) {
        this.root = root;
    }

    ArchRule rule() {
        return classes().that().resideInAPackage(root + "..").should(new ArchCondition<>("follow the arrows") {
            @Override
            public void check(JavaClass from, ConditionEvents events) {
                String own = room(from);
                if (!own.isEmpty() && !MAY_IMPORT.containsKey(own)) {
                    events.add(SimpleConditionEvent.violated(from, "No place is given to the package of " + from));
                }
                for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                    JavaClass to = dependency.getTargetClass().getBaseComponentType();
                    if (isOurs(to) && !mayImport(own, room(to))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        });
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** The first part of the package's name below the root, or nothing for the root itself. */
    private String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) ? "" : name.substring(root.length() + 1).split("\\.")[0];
    }

    private static boolean mayImport(String from, String to) {
        return from.isEmpty()
                || from.equals(to)
                || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new HashMap<>();
        for (int i = 0; i < LINE.size(); i++) {
            arrows.put(LINE.get(i), Set.copyOf(LINE.subList(0, i)));
        }
        for (String engine : ENGINES) {
            Set<String> allowed = new HashSet<>(LINE);
            allowed.add("alert");
            if (engine.equals("budget") || engine.equals("insight")) {
                allowed.addAll(Set.of("forecast", "anomaly"));
            }
            arrows.put(engine, allowed);
        }
        arrows.put("alert", Set.copyOf(LINE));
        return arrows;
    }
}
