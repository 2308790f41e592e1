package dev.foretick.common.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.foretick.common.series.SeriesId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes observations as {@link ObservationCodec} reads them: the same format on both sides is the
 * same observation. Numbers have the fewest digits that read back as the same float, or, where they
 * are no floats, as the same double. One thread owns it.
 */
public final class ObservationEncoder {
  private static final JsonFactory WRITER = Json.writer();

  private final ObservationFormat format;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  public ObservationEncoder(ObservationFormat format) {
    this.format = format;
  }

  /**
   * Writes one observation. What the format names no field for, series or time, is left to the
   * record's key or timestamp.
   *
   * @param channels the target first, then the covariates in the order of the format
   * @throws IllegalArgumentException if a number is not finite as a float, or there are too few or
   *     too many of them
   */
  public byte[] encode(SeriesId series, long epochNanos, double[] channels) {
    if (channels.length != format.channels()) {
      throw new IllegalArgumentException(
          "channels: %d (expected: %d)".formatted(channels.length, format.channels()));
    }
    for (double value : channels) {
      if (!Float.isFinite((float) value)) {
        throw new IllegalArgumentException(
            "value: %s (expected: a finite number up to %s)".formatted(value, Float.MAX_VALUE));
      }
    }
    return switch (format.kind()) {
      case JSON -> json(series, epochNanos, channels);
      case CSV -> csv(series, epochNanos, channels);
    };
  }

  private byte[] json(SeriesId series, long epochNanos, double[] channels) {
    bytes.reset();
    try (JsonGenerator json = WRITER.createGenerator(bytes)) {
      json.writeStartObject();
      if (format.seriesField().isPresent()) {
        json.writeStringField(format.seriesField().get(), series.value());
      }
      if (format.timeField().isPresent()) {
        json.writeFieldName(format.timeField().get());
        String time = format.time().format(epochNanos);
        if (format.time() == TimeUnitFormat.ISO) {
          json.writeString(time);
        } else {
          json.writeNumber(time);
        }
      }
      for (int channel = 0; channel < channels.length; channel++) {
        json.writeFieldName(name(channel));
        if (isFloat(channels[channel])) {
          json.writeNumber((float) channels[channel]);
        } else {
          json.writeNumber(channels[channel]);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private byte[] csv(SeriesId series, long epochNanos, double[] channels) {
    Map<String, String> fields = new HashMap<>();
    format.seriesField().ifPresent(name -> fields.put(name, series.value()));
    format.timeField().ifPresent(name -> fields.put(name, format.time().format(epochNanos)));
    for (int channel = 0; channel < channels.length; channel++) {
      fields.put(name(channel), digits(channels[channel]));
    }
    return format.csvColumns().stream()
        .map(column -> quoted(fields.getOrDefault(column, "")))
        .collect(Collectors.joining(String.valueOf(format.csvDelimiter())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private String name(int channel) {
    return channel == 0 ? format.targetField() : format.covariateFields().get(channel - 1);
  }

  /** RFC 4180: in quotes where the text would be taken for more than one field. */
  private String quoted(String text) {
    boolean plain =
        text.chars()
            .noneMatch(c -> c == format.csvDelimiter() || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String digits(double value) {
    return isFloat(value) ? Float.toString((float) value) : Double.toString(value);
  }

  private static boolean isFloat(double value) {
    return (float) value == value;
  }
}
