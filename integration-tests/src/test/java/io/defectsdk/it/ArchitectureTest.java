package io.defectsdk.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the module and dependency rules of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.defectsdk");

    private static final String[] API = {
        "io.defectsdk",
        "io.defectsdk.account..",
        "io.defectsdk.catalog..",
        "io.defectsdk.config..",
        "io.defectsdk.deployment..",
        "io.defectsdk.guide..",
        "io.defectsdk.inspection..",
        "io.defectsdk.similarity..",
        "io.defectsdk.internal..",
        "io.defectsdk.spi.."
    };

    @Test
    void importsEveryModule() {
        for (String module : new String[] {
            "core", "postgres", "models", "backbone.lite0", "embedder.e5", "lucene", "manuals", "openai", "testing"
        }) {
            assertThat(CLASSES.that(resideInAPackage("io.defectsdk." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void apiNeedsTheJdkAlone() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        concat(API, "java..", "javax.sql..", "javax.imageio..", "org.jspecify.annotations.."))
                .check(CLASSES);
    }

    @Test
    void modulesDoNotKnowEachOther() {
        String[] modules = {
            "core", "postgres", "models", "backbone", "embedder", "lucene", "manuals", "openai", "testing"
        };
        for (String module : modules) {
            for (String other : modules) {
                if (!module.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("io.defectsdk." + module + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage("io.defectsdk." + other + "..")
                            .check(CLASSES);
                }
            }
        }
    }

    /** They are not exported: on a module path an access from another module fails at run time. */
    @Test
    void nobodyElseUsesTheInternalsOfTheApi() {
        noClasses()
                .that()
                .resideOutsideOfPackages(API)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.defectsdk.internal..")
                .check(CLASSES);
    }

    @Test
    void publicSignaturesShowNoInternalAndNoThirdPartyType() {
        codeUnits()
                .that()
                .areDeclaredInClassesThat(
                        resideOutsideOfPackages("..internal..", "io.defectsdk.testing..", "io.defectsdk.examples.."))
                .and()
                .arePublic()
                .should(showOnlyPublicTypes())
                .check(CLASSES);
    }

    @Test
    void coreHasNoPublicTypesBesideItsInternals() {
        classes()
                .that()
                .resideInAPackage("io.defectsdk.core..")
                .should()
                .resideInAPackage("io.defectsdk.core.internal..")
                .check(CLASSES);
    }

    @Test
    void theAlgorithmKnowsNeitherRecipesNorRequests() {
        noClasses()
                .that()
                .resideInAPackage("io.defectsdk.core.internal.patchcore..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.defectsdk.core.internal.inspection..",
                        "io.defectsdk.core.internal.deployment..",
                        "io.defectsdk.core.internal.recipe..",
                        "io.defectsdk.core.internal.picture..")
                .because("the algorithm knows nothing of recipes, requests and pictures")
                .check(CLASSES);
    }

    @Test
    void nobodySetsSystemProperties() {
        noClasses()
                .that(resideOutsideOfPackages("io.defectsdk.examples.."))
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .check(CLASSES);
    }

    /** Methods and constructors, type arguments such as a list's elements included. */
    private static ArchCondition<JavaCodeUnit> showOnlyPublicTypes() {
        return new ArchCondition<>("show only types of the JDK and of the API") {
            @Override
            public void check(JavaCodeUnit method, ConditionEvents events) {
                if (!isPublic(method)) {
                    return;
                }
                Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .forEach(type -> check(method, type, events));
            }

            private boolean isPublic(JavaMember member) {
                return member.getOwner().getModifiers().contains(JavaModifier.PUBLIC);
            }

            private void check(JavaCodeUnit method, JavaClass type, ConditionEvents events) {
                String name = type.getBaseComponentType().getPackageName();
                boolean known = name.isEmpty()
                        || name.startsWith("java.")
                        || name.startsWith("javax.")
                        || name.equals("io.defectsdk")
                        || (name.startsWith("io.defectsdk.") && !name.contains(".internal"));
                if (!known) {
                    events.add(
                            SimpleConditionEvent.violated(method, method.getFullName() + " shows " + type.getName()));
                }
            }
        };
    }

    private static String[] concat(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
