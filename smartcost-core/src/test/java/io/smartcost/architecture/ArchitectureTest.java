package io.smartcost.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smartcost.SmartCost;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .importUrl(SmartCost.class.getProtectionDomain().getCodeSource().getLocation());
    private static final String TANGLED = "io.smartcost.architecture.tangled";

    @Test
    void allOfCoreIsLookedAt() {
        assertThat(CORE.contain(SmartCost.class)).isTrue();
        assertThat(CORE).hasSizeGreaterThan(100);
    }

    @Test
    void packagesImportOnlyThoseAboveThem() {
        new PackageArrows("io.smartcost").rule().check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.smartcost.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void everyForbiddenImportIsFound() {
        JavaClasses tangled = new ClassFileImporter().importPackages(TANGLED);
        List<String> found = new PackageArrows(TANGLED)
                .rule()
                .evaluate(tangled)
                .getFailureReport()
                .getDetails();
        assertThat(found)
                .anySatisfy(violation -> assertThat(violation).contains("model.Upwards", "query.Wanted"))
                .anySatisfy(violation -> assertThat(violation).contains("sync.Sideways", "forecast.Sibling"))
                .anySatisfy(violation -> assertThat(violation).contains("No place is given", "Homeless"))
                .noneSatisfy(violation -> assertThat(violation).startsWith("Class <" + TANGLED + ".query"));
    }
}
