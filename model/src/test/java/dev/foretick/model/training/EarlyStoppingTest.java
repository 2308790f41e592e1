package dev.foretick.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.network.NetworkWeights;
import dev.foretick.model.network.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void stopAfter_patienceWithoutABetterEpoch_keepsTheBest() {
    EarlyStopping stopping = new EarlyStopping(2);
    NetworkWeights best = weights();

    assertThat(stopping.stopAfter(1, 0.5, EarlyStoppingTest::weights)).isFalse();
    assertThat(stopping.stopAfter(2, 0.6, EarlyStoppingTest::weights)).isFalse();
    assertThat(stopping.stopAfter(3, 0.4, () -> best)).isFalse();
    assertThat(stopping.stopAfter(4, Double.NaN, EarlyStoppingTest::weights)).isFalse();
    assertThat(stopping.stopAfter(5, 0.4, EarlyStoppingTest::weights)).isTrue();

    assertThat(stopping.bestEpoch()).isEqualTo(3);
    assertThat(stopping.bestWeights()).isSameAs(best);
  }

  @Test
  void bestWeights_lossNeverFinite_saysWhatToTry() {
    EarlyStopping stopping = new EarlyStopping(3);
    stopping.stopAfter(1, Double.NaN, EarlyStoppingTest::weights);

    assertThatExceptionOfType(TrainingFailedException.class)
        .isThrownBy(stopping::bestWeights)
        .withMessageContaining("learning-rate");
  }

  private static NetworkWeights weights() {
    NetworkSpec spec = new NetworkSpec(List.of(), List.of(1), 0, false);
    WindowSpec window = new WindowSpec(1, 1, 1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    NetworkWeights.shapes(spec, window, 1)
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, new float[shape[0]])));
    return NetworkWeights.of(spec, window, 1, tensors);
  }
}
