package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.testing.TestModels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputContractTest {
  private static final ModelBundle MODEL =
      TestModels.model(TargetTransform.LOG_RETURN, List.of("size", "spread"));

  @Test
  void fieldsThatAreNotConfigured_areTheModels() {
    ObservationFormat format = of("");

    assertThat(format.targetField()).isEqualTo("price");
    assertThat(format.covariateFields()).containsExactly("size", "spread");
    assertThat(format.positiveTarget()).isTrue();
  }

  @Test
  void fields_mayHaveOtherNamesThanInTraining() {
    ObservationFormat format = of("input: {target-field: last, covariate-fields: [volume, gap]}");

    assertThat(format.targetField()).isEqualTo("last");
    assertThat(format.covariateFields()).containsExactly("volume", "gap");
  }

  @Test
  void transformWithoutLogarithm_takesAnyTarget() {
    assertThat(InputContract.of(input(""), TestModels.price()).positiveTarget()).isFalse();
  }

  @Test
  void fields_thatContradictTheModel_areAllReported() {
    assertThat(problems("input: {target-field: size, covariate-fields: [volume]}"))
        .containsExactly(
            "input.covariate-fields: [volume] (expected: 2, as the model was trained with [size, spread])",
            "input.target-field: size (expected: price, the model's target; size is one of its covariates)");
    assertThat(problems("input.covariate-fields: [spread, size]"))
        .containsExactly(
            "input.covariate-fields: [spread, size] (expected: the model's order [size, spread])");
  }

  @Test
  void csvColumns_withoutAField_areAProblem() {
    assertThat(problems("input: {format: csv, csv-columns: [price, size]}"))
        .containsExactly("input.csv-columns: price, size (expected: 'spread' among them)");
  }

  private static ObservationFormat of(String yaml) {
    return InputContract.of(input(yaml), MODEL);
  }

  private static List<String> problems(String yaml) {
    try {
      return List.of("no problem: " + of(yaml));
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  private static ServeConfig.Input input(String yaml) {
    String required = "kafka.bootstrap.servers: b:1\nmodel.path: m\ntopics.input: t\n";
    return ServeConfig.parse(required + yaml, Map.of()).input();
  }
}
