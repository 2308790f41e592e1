package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.PointForecast;
import dev.foretick.model.dl4j.Dl4jNetwork;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightAverageTest {
  private final TrainingOptions options = Validations.options(TrainingOptions.Blending.NONE);
  private final Dl4jNetwork network =
      new Dl4jNetwork(
          options.window(), options.network(), options.levels(), PointForecast.MEDIAN, 1);

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void step_firstSteps_areAveragedPlainly() {
    set(10);
    WeightAverage average = new WeightAverage(network, 100);
    set(16);
    average.step();
    set(19);
    average.step();

    assertThat(average(average)).isCloseTo((10 + 16 + 19) / 3f, within(1e-5f));
  }

  @Test
  void step_manySteps_forgetsTheFirst() {
    set(1_000);
    WeightAverage average = new WeightAverage(network, 8);
    for (int i = 0; i < 60; i++) {
      set(i % 2);
      average.step();
    }

    // A quarter of the way each time, to and fro: 4 / 7 after a 1.
    assertThat(average(average)).isCloseTo(4 / 7f, within(1e-3f));
  }

  @Test
  void during_action_putsTheWeightsBack() {
    set(2);
    WeightAverage average = new WeightAverage(network, 8);
    set(4);
    average.step();

    assertThat(average.<Float>during(() -> network.parameters()[0])).isEqualTo(3);
    assertThat(network.parameters()).containsOnly(4);
    assertThat(average.weights().get("location.bias").values()).containsOnly(3);
  }

  private void set(float value) {
    float[] parameters = network.parameters();
    Arrays.fill(parameters, value);
    network.setParameters(parameters);
  }

  private float average(WeightAverage average) {
    return average.during(() -> network.parameters()[0]);
  }
}
