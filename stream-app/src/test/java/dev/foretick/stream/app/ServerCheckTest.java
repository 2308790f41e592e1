package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCheckTest {
  @TempDir private Path directory;

  @Test
  void modelAndSettings_thatFit_areNoProblem() {
    Path model = TestModels.write(TestModels.price(), directory);
    assertThatNoException()
        .isThrownBy(() -> ServerCheck.requireStartable(config(model, "kafka.linger.ms: 7")));
  }

  @Test
  void settingsThatContradictEachOther_andMissingModel_areToldTogether() {
    List<String> problems =
        problems(
            directory.resolve("none.foretick"),
            """
            kafka.group.protocol: consumer
            kafka.session.timeout.ms: 9000
            kafka.acks: 1
            kafka.enable.idempotence: true
            """);

    assertThat(problems)
        .hasSize(3)
        .anySatisfy(
            problem -> assertThat(problem).startsWith("kafka: ").contains("session.timeout"))
        .anySatisfy(problem -> assertThat(problem).startsWith("kafka: ").contains("acks"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("model.path: ")
                    .contains("none.foretick", "(expected: "));
  }

  @Test
  void modelFileThatIsNone_isToldOf_unlessNobodyAsks() throws IOException {
    Path file = Files.writeString(directory.resolve("half.foretick"), "PK\u0003\u0004half");

    assertThat(problems(file, ""))
        .singleElement()
        .asString()
        .startsWith("model.path: " + file)
        .contains("(expected: ");
    assertThatNoException().isThrownBy(() -> ServerCheck.requireClients(config(file, "")));
  }

  @Test
  void inputThatTheModelDoesNotUnderstand_isToldOf() {
    Path model = TestModels.write(TestModels.price(), directory);
    assertThat(problems(model, "input.covariate-fields: [size]"))
        .singleElement()
        .asString()
        .startsWith("input.covariate-fields: [size] (expected: 0");
    assertThat(problems(model, "window.kind: bars\nbars.interval: 7m"))
        .anySatisfy(problem -> assertThat(problem).startsWith("bars.interval: PT7M (expected: "));
  }

  @Test
  void scoredStepThatTheModelDoesNotForecast_isToldOf() {
    Path model = TestModels.write(TestModels.price(), directory);
    assertThat(problems(model, "metrics.steps: [1, 99]"))
        .singleElement()
        .asString()
        .startsWith("metrics.steps: 99 (expected: 1 to ");
  }

  private static List<String> problems(Path model, String more) {
    ServeConfig config = config(model, more);
    return catchThrowableOfType(ConfigException.class, () -> ServerCheck.requireStartable(config))
        .problems();
  }

  private static ServeConfig config(Path model, String more) {
    return ServeConfig.parse(
        "kafka.bootstrap.servers: 127.0.0.1:1\ntopics.input: t\nmodel.path: %s\n%s"
            .formatted(model, more),
        Map.of());
  }
}
