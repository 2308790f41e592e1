package dev.foretick.common.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
  // Point forecast 10, interval 8 to 14: the reach is 2 below and 4 above.
  @ParameterizedTest
  @CsvSource({
    "10, 0, true",
    "8, 1, true",
    "9, 0.5, true",
    "14, 1, true",
    "12, 0.5, true",
    "6, 2, false",
    "22, 3, false"
  })
  void anomaly_actual_isMeasuredByTheBoundOnItsSide(
      double actual, double anomaly, boolean covered) {
    Score score = score(actual, 10, 8, 14, 1);
    assertThat(score.anomaly()).isEqualTo(anomaly);
    assertThat(score.covered()).isEqualTo(covered);
  }

  @Test
  void anomaly_intervalWithoutWidth_isZeroOnlyWhenHit() {
    assertThat(score(10, 10, 10, 10, 1).anomaly()).isZero();
    assertThat(score(10.1, 10, 10, 10, 1).anomaly()).isGreaterThan(1e300);
  }

  @Test
  void errors_actual_areActualMinusForecast() {
    Score score = score(7, 10, 8, 14, 2);
    assertThat(score.error()).isEqualTo(-3);
    assertThat(score.scaledError()).isEqualTo(-1.5);
    // The naive forecast of these scores is 5.
    assertThat(score.naiveError()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void scaledError_unusableScale_isNaN(double scale) {
    assertThat(score(7, 10, 8, 14, scale).scaledError()).isNaN();
  }

  private static Score score(double actual, float yhat, float lower, float upper, double scale) {
    return new Score(
        new SeriesId("a"),
        Instant.EPOCH,
        Instant.EPOCH,
        1,
        "m",
        "v",
        actual,
        yhat,
        lower,
        upper,
        5,
        scale);
  }
}
