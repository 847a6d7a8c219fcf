package io.smartcost.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smartcost.SmartCost;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String TANGLED = "io.smartcost.architecture.tangled";

    @Test
    void packagesImportOnlyThoseAboveThem() {
        new PackageArrows("io.smartcost").rule().check(core());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.smartcost.(*)..").should().beFreeOfCycles().check(core());
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

    private static JavaClasses core() {
        JavaClasses core = new ClassFileImporter()
                .importUrl(SmartCost.class.getProtectionDomain().getCodeSource().getLocation());
        assertThat(core.contain(SmartCost.class)).isTrue();
        return core;
    }
}
