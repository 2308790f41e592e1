package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.SeriesId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrequencyTest {
  @Test
  void infer_gapsAndRepeatedStamps_isTheMedianPositiveGap() {
    // Gaps 5, 0, 5, 100 and 7: positive and sorted 5, 5, 7, 100, the lower middle is 5.
    assertThat(Frequency.infer(List.of(series(0, 5, 5, 10, 110), series(50, 57))))
        .isEqualTo(Duration.ofNanos(5));
  }

  @Test
  void infer_oddNumberOfGaps_isTheMiddleOne() {
    // Gaps 1, 2, 4.
    assertThat(Frequency.infer(List.of(series(0, 1, 3, 7)))).isEqualTo(Duration.ofNanos(2));
  }

  @Test
  void infer_gapBetweenTwoSeries_doesNotCount() {
    assertThat(Frequency.infer(List.of(series(0, 3), series(1000, 1003), series(9))))
        .isEqualTo(Duration.ofNanos(3));
  }

  @Test
  void infer_noGap_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frequency.infer(List.of(series(4, 4), series(9))))
        .withMessage("times: no two rows of a series differ (expected: a frequency to tell)");
  }

  private static SeriesData series(long... times) {
    return new SeriesData(new SeriesId("a"), times, new float[1][times.length]);
  }
}
