package pointdrop.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Which packages may know which, as docs/decisions/6-layers.md has it.
@AnalyzeClasses(packages = "pointdrop", importOptions = {DoNotIncludeTests.class, LayersTest.NoTestJars.class})
class LayersTest {
    /// What tests of other modules bring along is none of a layer's.
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final LayeredArchitecture EACH_LAYER_KNOWS_THOSE_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("pointdrop..")
            .layer("domain")
            .definedBy("pointdrop.domain..")
            .layer("csv")
            .definedBy("pointdrop.csv..")
            .layer("storage")
            .definedBy("pointdrop.storage..")
            .layer("mail")
            .definedBy("pointdrop.mail..")
            .layer("validate")
            .definedBy("pointdrop.validate..")
            .layer("import")
            .definedBy("pointdrop.importer..")
            .layer("export")
            .definedBy("pointdrop.export..")
            .layer("request")
            .definedBy("pointdrop.request..")
            .layer("emulators")
            .definedBy("pointdrop.emulators..")
            .layer("local")
            .definedBy("pointdrop.local..")
            .whereLayer("domain")
            .mayNotAccessAnyLayer()
            .whereLayer("csv")
            .mayOnlyAccessLayers("domain")
            .whereLayer("storage")
            .mayOnlyAccessLayers("domain")
            .whereLayer("mail")
            .mayOnlyAccessLayers("domain", "storage")
            .whereLayer("validate")
            .mayOnlyAccessLayers("domain", "csv", "storage", "mail")
            .whereLayer("import")
            .mayOnlyAccessLayers("domain", "csv", "storage", "mail")
            .whereLayer("export")
            .mayOnlyAccessLayers("domain", "csv", "storage", "mail")
            .whereLayer("request")
            .mayOnlyAccessLayers("domain", "storage", "mail")
            .whereLayer("emulators")
            .mayNotAccessAnyLayer()
            .whereLayer("local")
            .mayOnlyAccessLayers("domain", "csv", "storage", "emulators");

    @ArchTest
    static final ArchRule NO_PACKAGES_KNOW_EACH_OTHER = slices().matching("pointdrop.(*)..").should().beFreeOfCycles();

    /// The JDK keeps the names of domains beside its sockets.
    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_AWS_AND_NO_FILES = noClasses().that()
            .resideInAPackage("pointdrop.domain..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws..", "java.io..",
                    "java.nio.file..", "java.net..", "org.apache.commons.csv..").and(not(type(IDN.class))));

    @ArchTest
    static final ArchRule THE_DOMAIN_LOOKS_AT_NO_CLOCK = noClasses().that()
            .resideInAPackage("pointdrop.domain..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule ONLY_STORAGE_AND_MAIL_CALL_AWS = noClasses().that()
            .resideInAnyPackage("pointdrop.domain..", "pointdrop.csv..", "pointdrop.validate..", "pointdrop.export..",
                    "pointdrop.request..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule ONLY_THE_MACHINE_DIFFERS_FROM_RUN_TO_RUN = noClasses().that()
            .resideInAnyPackage("pointdrop.domain..", "pointdrop.csv..", "pointdrop.storage..", "pointdrop.mail..",
                    "pointdrop.validate..", "pointdrop.importer..", "pointdrop.export..", "pointdrop.request..")
            .and()
            .doNotHaveFullyQualifiedName("pointdrop.storage.Machine$1")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);
}
