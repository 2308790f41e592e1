package dev.foretick.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.foretick.common",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule common_dependsOnlyOnTheJdkJSpecifyAndJackson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.foretick.common..", "java..", "org.jspecify..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule jackson_staysInWire =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.foretick.common.wire")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("dev.foretick.common.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_printsToTheConsole =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
