package dev.foretick.common.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final Instant CUTOFF = Instant.parse("2026-01-02T15:04:00Z");

  @Test
  void id_sameSeriesCutoffAndVersion_isTheSame() {
    Forecast first = forecast("a", CUTOFF, "v1", 1, ForecastStatus.OK, 7);
    Forecast replay = forecast("a", CUTOFF, "v1", 2, ForecastStatus.FALLBACK, 8);
    // Hash of "v1": 31 * 'v' + '1' = 31 * 118 + 49 = 3707 = 0xe7b.
    assertThat(first.id()).isEqualTo(replay.id()).isEqualTo("a@2026-01-02T15:04:00Z/e7b");
  }

  @Test
  void id_otherSeriesCutoffOrVersion_differs() {
    assertThat(
            List.of(
                forecast("a", CUTOFF, "v1", 1, ForecastStatus.OK, 7).id(),
                forecast("b", CUTOFF, "v1", 1, ForecastStatus.OK, 7).id(),
                forecast("a", CUTOFF.plusNanos(1), "v1", 1, ForecastStatus.OK, 7).id(),
                forecast("a", CUTOFF, "v2", 1, ForecastStatus.OK, 7).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void step_quantiles_giveThePointAndTheBounds() {
    float[] given = {1, 2, 3, 4, 5};
    ForecastStep step = new ForecastStep(1, CUTOFF, given);
    given[2] = 9;
    step.quantiles()[0] = 9;

    assertThat(step.yhat()).isEqualTo(3);
    assertThat(step.lower()).isEqualTo(1);
    assertThat(step.upper()).isEqualTo(5);
    assertThat(step).isEqualTo(new ForecastStep(1, CUTOFF, new float[] {1, 2, 3, 4, 5}));
  }

  @Test
  void constructor_nothingForecast_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastStep(0, CUTOFF, new float[] {1}))
        .withMessage("step: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ForecastStep(1, CUTOFF, new float[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast("a", CUTOFF, "v", 0, ForecastStatus.OK, 1))
        .withMessage("steps: none (expected: at least 1)");
  }

  private static Forecast forecast(
      String series,
      Instant cutoff,
      String version,
      int steps,
      ForecastStatus status,
      long offset) {
    return new Forecast(
        new SeriesId(series),
        Duration.ofMinutes(1),
        cutoff,
        cutoff.plusMillis(offset),
        status,
        "model",
        version,
        "model",
        QuantileLevels.of(0.5),
        PointForecast.MEDIAN,
        IntStream.rangeClosed(1, steps)
            .mapToObj(k -> new ForecastStep(k, cutoff.plusSeconds(60L * k), new float[] {k}))
            .toList(),
        new RecordOrigin("t", 0, offset));
  }
}
