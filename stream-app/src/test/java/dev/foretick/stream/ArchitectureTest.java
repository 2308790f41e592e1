package dev.foretick.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.foretick.stream.http.HttpEndpoints;

@AnalyzeClasses(packages = "dev.foretick", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule MODULES_DEPEND_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("stream")
          .definedBy("dev.foretick.stream..")
          .layer("model")
          .definedBy("dev.foretick.model..")
          .layer("common")
          .definedBy("dev.foretick.common..")
          .whereLayer("stream")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("stream")
          .whereLayer("common")
          .mayOnlyBeAccessedByLayers("stream", "model");

  @ArchTest
  static final ArchRule ROOMS_HAVE_NO_CYCLES =
      slices().matching("dev.foretick.stream.(*)..").should().beFreeOfCycles();

  /** The loop runs where there is no command line, no page and no broker of its own. */
  @ArchTest
  static final ArchRule LOOP_KNOWS_NOTHING_OF_ITS_SURROUNDINGS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.foretick.stream.consume..",
              "dev.foretick.stream.state..",
              "dev.foretick.stream.inference..",
              "dev.foretick.stream.publish..",
              "dev.foretick.stream.score..",
              "dev.foretick.stream.watch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.foretick.stream.app..",
              "dev.foretick.stream.cli..",
              "dev.foretick.stream.demo..",
              "dev.foretick.stream.embedded..",
              "dev.foretick.stream.live..",
              "dev.foretick.stream.terminal..");

  @ArchTest
  static final ArchRule RUNTIMES_STAY_IN_THE_MODEL =
      noClasses()
          .that()
          .resideInAPackage("dev.foretick.stream..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule BROKER_STAYS_IN_EMBEDDED =
      noClasses()
          .that()
          .resideInAPackage("dev.foretick.stream..")
          .and()
          .resideOutsideOfPackage("dev.foretick.stream.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

  /**
   * It sets the limits that the JDK reads before the first server of a process, and never again.
   */
  @ArchTest
  static final ArchRule ENDPOINTS_MAKE_THE_ONLY_HTTP_SERVER =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(HttpEndpoints.class.getName())
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(HttpServer.class);

  @ArchTest
  static final ArchRule ONLY_COMMANDS_PRINT =
      noClasses()
          .that()
          .resideInAPackage("dev.foretick.stream..")
          .and()
          .resideOutsideOfPackages(
              "dev.foretick.stream.bench..",
              "dev.foretick.stream.cli..",
              "dev.foretick.stream.demo..",
              "dev.foretick.stream.terminal..")
          .should(ACCESS_STANDARD_STREAMS);
}
