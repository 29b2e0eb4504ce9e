package dev.costate.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The modules depend downward only, and on what is public.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ALL = "dev.costate..";
    private static final String INTERNAL = "dev.costate.internal..";
    private static final String GRAPH = "dev.costate.graph..";
    private static final String NUMERICS = "dev.costate.numerics..";
    private static final String NN = "dev.costate.nn..";
    private static final String LAB = "dev.costate.lab..";
    private static final String STUDIES = "dev.costate.studies..";
    private static final String BENCH = "dev.costate.bench..";
    private static final String CLI = "dev.costate.cli..";
    private static final String[] ENGINE_API = {
        "dev.costate", "dev.costate.function", "dev.costate.ops", "dev.costate.random",
    };
    private static final String[] ENGINE = {
        "dev.costate", "dev.costate.function..", "dev.costate.ops..", "dev.costate.random..", GRAPH, INTERNAL,
    };

    private JavaClasses classes;

    @BeforeAll
    void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.costate");
        // without them the rules would hold for want of anything to break them
        for (var packageName : new String[] {
            "dev.costate",
            "dev.costate.nn.layer",
            "dev.costate.lab",
            "dev.costate.studies",
            "dev.costate.bench",
            "dev.costate.cli"
        }) {
            assertThat(classes.stream().map(type -> type.getPackageName())).contains(packageName);
        }
    }

    @Test
    void theEngineDependsOnNothingButTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ENGINE)
                        .or(resideInAnyPackage(
                                "java..", "javax.management..", "jdk.incubator.vector", "org.jspecify..")))
                .check(classes);
    }

    @Test
    void nothingOutsideTheEngineUsesItsInside() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL)
                .check(classes);
    }

    @Test
    void numericsUseTheEnginesPublicPackagesAndThemselves() {
        classes()
                .that()
                .resideInAPackage(NUMERICS)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(ENGINE_API))
                        .or(resideInAPackage(NUMERICS)))
                .check(classes);
    }

    @Test
    void networksUseTheEnginesPublicPackagesNumericsAndThemselves() {
        classes()
                .that()
                .resideInAPackage(NN)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(ENGINE_API))
                        .or(resideInAPackage(NUMERICS))
                        .or(resideInAPackage(NN)))
                .check(classes);
    }

    @Test
    void theLabUsesTheEnginesPublicPackagesNetworksAndItself() {
        classes()
                .that()
                .resideInAPackage(LAB)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(ENGINE_API))
                        .or(resideInAPackage(GRAPH))
                        .or(resideInAPackage(NUMERICS))
                        .or(resideInAPackage(NN))
                        .or(resideInAPackage(LAB)))
                .check(classes);
    }

    @Test
    void studiesDoNotSeeGraphs() {
        noClasses()
                .that()
                .resideInAPackage(STUDIES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GRAPH, INTERNAL)
                .check(classes);
    }

    @Test
    void workloadsAreWrittenOnTheEngineAlone() {
        classes()
                .that()
                .resideInAPackage("dev.costate.bench.workload..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(ENGINE_API))
                        .or(resideInAPackage(NUMERICS))
                        .or(resideInAPackage(NN))
                        .or(resideInAPackage("dev.costate.bench.workload..")))
                .check(classes);
    }

    @Test
    void benchmarksUseTheEnginesPublicPackagesNetworksAndTheLab() {
        classes()
                .that()
                .resideInAPackage(BENCH)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ALL)
                        .or(resideInAnyPackage(ENGINE_API))
                        .or(resideInAPackage(NUMERICS))
                        .or(resideInAPackage(NN))
                        .or(resideInAPackage(LAB))
                        .or(resideInAPackage(BENCH)))
                .check(classes);
    }

    @Test
    void onlyTheCommandLineDependsOnBenchmarks() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CLI, BENCH)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BENCH)
                .check(classes);
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI)
                .check(classes);
    }

    @Test
    void onlyTheCommandLineDependsOnStudies() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CLI, STUDIES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(STUDIES)
                .check(classes);
    }
}
