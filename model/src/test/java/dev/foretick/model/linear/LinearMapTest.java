package dev.foretick.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LinearMapTest {
  @Test
  void apply_withinLargerArrays_readsAndWritesOnlyItsPart() {
    // One group of four inputs and two beyond it.
    LinearMap map =
        new LinearMap(
            6, 2, new float[] {1, 2, 3, 4, 5, 6, 0, 0, -1, 0, 0, 10}, new float[] {0.5f, -3});
    float[] input = {99, 1, 10, 100, 1000, 2, 3, 99};
    float[] output = {7, 0, 0, 7};

    map.apply(input, 1, output, 1);

    // 1 + 20 + 300 + 4000 + 10 + 18 + 0.5; -100 + 30 - 3
    assertThat(output).containsExactly(7, 4349.5f, -73, 7);
  }

  @Test
  void map_ofOtherShape_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearMap(2, 3, new float[5], new float[3]))
        .withMessage("weights: 5 (expected: 3 x 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearMap(2, 3, new float[6], new float[2]))
        .withMessage("bias: 2 (expected: 3)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LinearMap(0, 3, new float[0], new float[3]))
        .withMessage("map: 0 inputs, 3 outputs (expected: >= 1)");
  }
}
