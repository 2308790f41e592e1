package dev.foretick.stream.live;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.foretick.stream.watch.Moment;
import dev.foretick.stream.watch.ShownForecast;
import dev.foretick.stream.watch.Timeline;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page is told about a series: {@code points}, each an array of number, time, values and
 * what was forecast for it, and the newest forecast.
 */
final class PointsJson {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private PointsJson() {}

  static byte[] of(Timeline timeline, List<Moment> moments, @Nullable ShownForecast forecast) {
    return Json.object(
        out -> {
          out.writeStringField("timeline", Long.toHexString(timeline.id()));
          out.writeArrayFieldStart("points");
          for (Moment moment : moments) {
            point(out, moment);
          }
          out.writeEndArray();
          if (forecast != null) {
            forecast(out, forecast);
          }
        });
  }

  private static void point(JsonGenerator out, Moment moment) throws IOException {
    out.writeStartArray();
    out.writeNumber(moment.number());
    if (moment.isTimed()) {
      out.writeNumber(millis(moment.epochNanos()));
    } else {
      out.writeNull();
    }
    Json.numbers(out, moment.values());
    Json.numbers(out, moment.due());
    out.writeEndArray();
  }

  private static void forecast(JsonGenerator out, ShownForecast forecast) throws IOException {
    out.writeObjectFieldStart("forecast");
    out.writeNumberField("after", forecast.after());
    out.writeNumberField("cutoff", millis(forecast.cutoff()));
    out.writeStringField("status", forecast.status().wireName());
    out.writeStringField("by", forecast.forecaster());
    out.writeFieldName("bounds");
    Json.numbers(out, forecast.bounds());
    out.writeEndObject();
  }

  private static long millis(long epochNanos) {
    return Math.floorDiv(epochNanos, NANOS_PER_MILLI);
  }
}
