package dev.foretick.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {
  private static final SeriesId ID = new SeriesId("a");

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39, -1e300})
  void constructor_valueNotFiniteAsFloat_isRefused(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation(ID, Instant.EPOCH, new double[] {1, value}))
        .withMessage("value: %s (expected: a finite number up to 3.4028235E38)", value);
  }

  @Test
  void constructor_noChannelOrImpossibleTime_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation(ID, Instant.EPOCH, new double[0]))
        .withMessage("channels: none (expected: the target first)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Observation(ID, Instant.MAX, new double[] {1}))
        .withMessageStartingWith("time: ");
  }

  @Test
  void channels_writtenFromOutside_stayAsTheyWere() {
    double[] given = {1, 2};
    Observation observation = new Observation(ID, Instant.EPOCH, given);
    given[0] = 9;
    observation.channels()[1] = 9;

    assertThat(observation.channels()).containsExactly(1, 2);
    assertThat(observation.target()).isEqualTo(1);
    assertThat(observation)
        .isEqualTo(new Observation(ID, Instant.EPOCH, new double[] {1, 2}))
        .hasSameHashCodeAs(new Observation(ID, Instant.EPOCH, new double[] {1, 2}))
        .isNotEqualTo(new Observation(ID, Instant.EPOCH, new double[] {1, 3}))
        .isNotEqualTo(new Observation(ID, Instant.EPOCH.plusNanos(1), new double[] {1, 2}));
  }

  @Test
  void seriesId_unusableText_isRefused() {
    assertThat(new SeriesId("x".repeat(512)).value()).hasSize(512);
    assertThat(new SeriesId("😀")).hasToString("😀");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeriesId(""))
        .withMessage("series id: 0 characters (expected: 1 to 512)");
    assertThatIllegalArgumentException().isThrownBy(() -> new SeriesId("x".repeat(513)));
    for (String half : new String[] {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SeriesId(half))
          .withMessage("series id: half a character (expected: Unicode text)");
    }
  }
}
