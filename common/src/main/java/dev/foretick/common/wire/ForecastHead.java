package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The fields of a forecast that come before its steps. What never changes is rendered once, and so
 * is each name of {@code model_used}, of which a model has few. One thread owns it.
 */
final class ForecastHead {
  private static final byte[] OPENING =
      bytes("{\"schema_version\":" + MessageSchema.VERSION + ",\"forecast_id\":\"");
  private static final byte[] AT = bytes("@");
  private static final byte[] PRODUCED = bytes("\",\"produced_at\":\"");
  private static final byte[] HORIZON = bytes("\",\"h\":");

  private final Map<String, byte[]> modelsUsed = new HashMap<>();
  private final byte[] afterId;
  private final byte[] afterSeries;
  private final Map<ForecastStatus, byte[]> afterHorizon = new EnumMap<>(ForecastStatus.class);
  private final byte[] closing;

  ForecastHead(
      Duration frequency,
      String model,
      String modelVersion,
      QuantileLevels levels,
      PointForecast point) {
    String hash = Integer.toHexString(modelVersion.hashCode());
    this.afterId = bytes("/" + hash + "\",\"unique_id\":\"");
    this.afterSeries = bytes("\",\"freq\":\"" + frequency + "\",\"cutoff\":\"");
    for (ForecastStatus status : ForecastStatus.values()) {
      afterHorizon.put(status, afterHorizon(status, model, modelVersion));
    }
    String said = point == PointForecast.MEDIAN ? "" : "\",\"point\":\"" + point.optionName();
    this.closing = bytes(said + "\",\"level\":" + level(levels.intervalPercent()) + ",");
  }

  /**
   * Puts the fields, with the brace that opens the message and a comma behind the last one.
   *
   * @param series id in UTF-8
   * @param times their cutoff is the forecast's
   * @param horizon in steps
   */
  void put(
      byte[] series,
      StepTimes times,
      Instant producedAt,
      int horizon,
      ForecastStatus status,
      String modelUsed,
      JsonBytes out) {
    out.put(OPENING);
    int seriesStart = out.size();
    JsonText.put(series, out);
    int seriesEnd = out.size();
    out.put(AT);
    int cutoffStart = out.size();
    times.putCutoff(out);
    int cutoffEnd = out.size();
    out.put(afterId);
    out.repeat(seriesStart, seriesEnd);
    out.put(afterSeries);
    out.repeat(cutoffStart, cutoffEnd);
    out.put(PRODUCED);
    times.put(producedAt, out);
    out.put(HORIZON);
    out.integer(horizon);
    out.put(requireNonNull(afterHorizon.get(status)));
    out.put(rendered(modelUsed));
    out.put(closing);
  }

  private byte[] rendered(String modelUsed) {
    byte[] known = modelsUsed.get(modelUsed);
    if (known == null) {
      JsonBytes text = new JsonBytes();
      JsonText.put(modelUsed, text);
      known = text.toArray();
      modelsUsed.put(modelUsed, known);
    }
    return known;
  }

  private static byte[] afterHorizon(ForecastStatus status, String model, String modelVersion) {
    JsonBytes text = new JsonBytes();
    text.put(bytes(",\"status\":\"" + status.wireName() + "\",\"model\":\""));
    JsonText.put(model, text);
    text.put(bytes("\",\"model_version\":\""));
    JsonText.put(modelVersion, text);
    text.put(bytes("\",\"model_used\":\""));
    return text.toArray();
  }

  /** The interval's percentage, without a fraction where it is whole. */
  private static String level(double percent) {
    return percent == Math.rint(percent)
        ? Integer.toString((int) percent)
        : NumberOutput.toString(percent, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
