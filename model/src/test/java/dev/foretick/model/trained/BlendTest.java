package dev.foretick.model.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendTest {
  @ParameterizedTest
  @CsvSource({
    "1, 0, cnn-lstm",
    "0.5, 0, cnn-lstm+naive",
    "0.5, 0.5, cnn-lstm+seasonal-naive",
    "0.25, 0.5, cnn-lstm+seasonal-naive+naive",
    "0, 1, seasonal-naive",
    "0, 0.75, seasonal-naive+naive",
    "0, 0, naive"
  })
  void nameWith_shares_namesWhoeverHasOne(float network, float seasonal, String name) {
    assertThat(new Blend(network, seasonal).nameWith("cnn-lstm")).isEqualTo(name);
  }

  @Test
  void naive_ofWhatIsLeft_isNeverNegative() {
    assertThat(new Blend(0.25f, 0.5f).naive()).isEqualTo(0.25f);
    assertThat(Blend.MODEL.naive()).isZero();
    // One third and two thirds as floats may be more than 1 together.
    assertThat(new Blend(1 / 3f, 0.66666675f).naive()).isCloseTo(0, within(1e-6f)).isNotNegative();
  }

  @Test
  void mixed_modelAlone_isNot() {
    assertThat(Blend.MODEL.mixed()).isFalse();
    assertThat(new Blend(1, 0).mixed()).isFalse();
    assertThat(new Blend(0.75f, 0).mixed()).isTrue();
    assertThat(new Blend(0, 1).mixed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0", "0, -0.1", "0.75, 0.5", "1.1, 0", "NaN, 0", "0, NaN"})
  void new_sharesThatAreNone_areRefused(float network, float seasonal) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Blend(network, seasonal))
        .withMessageStartingWith("blend: " + network)
        .withMessageContaining("expected: >= 0, together <= 1");
  }
}
