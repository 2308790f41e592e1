package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatchSizeTest {
  @Test
  void of_commonSizes_dividesTheWindow() {
    assertThat(PatchSize.of(336)).isEqualTo(new PatchSize(24, 24));
    assertThat(PatchSize.of(96)).isEqualTo(new PatchSize(12, 12));
    assertThat(PatchSize.of(64)).isEqualTo(new PatchSize(8, 8));
  }

  @Test
  void of_anySize_endsTheLastPatchWithTheNewestObservation() {
    for (int inputSize = 1; inputSize <= 2000; inputSize++) {
      PatchSize patch = PatchSize.of(inputSize);
      assertThat(patch.stride()).isPositive();
      assertThat((inputSize - patch.kernel()) % patch.stride()).isZero();
      assertThat(patch.kernel()).isBetween(patch.stride(), Math.max(inputSize, 1));
    }
  }
}
