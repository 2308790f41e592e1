package dev.foretick.common.wire;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The values behind the examples of docs/messages.md. */
final class Samples {
  private static final String VERSION = "2026-01-01T00-00-00Z-9c1d";

  private Samples() {}

  static Forecast forecast() {
    return new Forecast(
        new SeriesId("AAPL"),
        Duration.ofMinutes(1),
        Instant.parse("2026-01-02T15:04:00Z"),
        Instant.parse("2026-01-02T15:04:00.012Z"),
        ForecastStatus.OK,
        "cnn-lstm",
        VERSION,
        "cnn-lstm",
        QuantileLevels.of(0.05, 0.5, 0.95),
        PointForecast.MEDIAN,
        List.of(
            new ForecastStep(
                1, Instant.parse("2026-01-02T15:05:00Z"), new float[] {100.9f, 101.3f, 101.8f}),
            new ForecastStep(
                2, Instant.parse("2026-01-02T15:06:00Z"), new float[] {100.7f, 101.4f, 102.1f})),
        new RecordOrigin("ticks", 3, 123));
  }

  static Score score() {
    return new Score(
        new SeriesId("AAPL"),
        Instant.parse("2026-01-02T15:05:00Z"),
        Instant.parse("2026-01-02T15:04:00Z"),
        1,
        "cnn-lstm",
        VERSION,
        101.5,
        101.25f,
        100.75f,
        101.75f,
        101f,
        0.5);
  }
}
