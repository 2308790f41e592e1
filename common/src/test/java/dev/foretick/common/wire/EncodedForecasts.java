package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStep;
import java.util.List;
import java.util.stream.IntStream;

/** Whole forecasts through a {@link ForecastEncoder} of their own. */
final class EncodedForecasts {
  private EncodedForecasts() {}

  static byte[] nested(Forecast forecast) {
    return begun(forecast).nested(values(forecast), 0);
  }

  /** One message for each step, in order. */
  static List<byte[]> flat(Forecast forecast) {
    ForecastEncoder encoder = begun(forecast);
    float[] values = values(forecast);
    return IntStream.rangeClosed(1, forecast.horizon())
        .mapToObj(step -> encoder.flat(step, values, 0))
        .toList();
  }

  /** An encoder that has begun the forecast. */
  static ForecastEncoder begun(Forecast forecast) {
    ForecastEncoder encoder = encoder(forecast);
    begin(encoder, forecast);
    return encoder;
  }

  static ForecastEncoder encoder(Forecast forecast) {
    return new ForecastEncoder(
        forecast.source().topic(),
        forecast.frequency(),
        forecast.model(),
        forecast.modelVersion(),
        forecast.levels(),
        forecast.point());
  }

  /** Shape [horizon, quantiles]. */
  static float[] values(Forecast forecast) {
    int quantiles = forecast.levels().count();
    float[] values = new float[forecast.horizon() * quantiles];
    for (ForecastStep step : forecast.steps()) {
      System.arraycopy(step.quantiles(), 0, values, (step.step() - 1) * quantiles, quantiles);
    }
    return values;
  }

  private static void begin(ForecastEncoder encoder, Forecast forecast) {
    encoder.begin(
        forecast.series().value().getBytes(UTF_8),
        EpochNanos.of(forecast.cutoff()),
        forecast.producedAt(),
        forecast.status(),
        forecast.modelUsed(),
        forecast.horizon(),
        forecast.source().partition(),
        forecast.source().offset());
  }
}
