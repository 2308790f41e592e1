package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.foretick.common.series.Score;
import java.time.Instant;

/**
 * Writes scores as flat JSON objects, ready for SQL sinks. There are as many of them as a forecast
 * has steps, so that they are put together without a generator. Numbers are printed with the fewest
 * digits that read back the same. One thread owns it.
 */
public final class ScoreEncoder {
  private static final byte[] OPENING =
      bytes("{\"schema_version\":" + MessageSchema.VERSION + ",\"unique_id\":\"");
  private static final byte[] TIME = bytes("\",\"ds\":\"");
  private static final byte[] CUTOFF = bytes("\",\"cutoff\":\"");
  private static final byte[] STEP = bytes("\",\"step\":");
  private static final byte[] MODEL = bytes(",\"model\":\"");
  private static final byte[] MODEL_VERSION = bytes("\",\"model_version\":\"");
  private static final byte[] QUOTE = bytes("\"");
  private static final byte[] COVERED = bytes(",\"covered\":true");
  private static final byte[] NOT_COVERED = bytes(",\"covered\":false");
  private static final byte[] NULL = bytes("null");
  private static final byte[] CLOSING = bytes("}");

  private final JsonBytes out = new JsonBytes();
  private final IsoTimeWriter iso = new IsoTimeWriter();
  private final Field actual = new Field("y");
  private final Field yhat = new Field("yhat");
  private final Field lower = new Field("yhat_lower");
  private final Field upper = new Field("yhat_upper");
  private final Field naive = new Field("yhat_naive");
  private final Field error = new Field("error");
  private final Field scaledError = new Field("scaled_error");
  private final Field anomaly = new Field("anomaly_score");
  private final Field scale = new Field("scale");

  /**
   * Writes a score.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  public byte[] encode(Score score) {
    out.end(0);
    out.put(OPENING);
    JsonText.put(score.series().value(), out);
    out.put(TIME);
    put(score.time());
    out.put(CUTOFF);
    put(score.cutoff());
    out.put(STEP);
    out.integer(score.step());
    out.put(MODEL);
    JsonText.put(score.model(), out);
    out.put(MODEL_VERSION);
    JsonText.put(score.modelVersion(), out);
    out.put(QUOTE);
    actual.put(score.actual());
    yhat.put(score.yhat());
    lower.put(score.lower());
    upper.put(score.upper());
    naive.put(score.naive());
    error.put(score.error());
    scaledError.putOrNull(score.scaledError());
    out.put(score.covered() ? COVERED : NOT_COVERED);
    // Behind an interval without width any miss is infinitely far out.
    anomaly.put(Math.min(score.anomaly(), Double.MAX_VALUE));
    scale.putOrNull(score.scale());
    out.put(CLOSING);
    return out.toArray();
  }

  private void put(Instant time) {
    iso.put(time.getEpochSecond(), time.getNano(), out);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  /** A number behind the fields before it. */
  private final class Field {
    private final String name;
    private final byte[] opening;

    Field(String name) {
      this.name = name;
      this.opening = bytes(",\"" + name + "\":");
    }

    void put(float value) {
      requireFinite(value);
      out.put(opening);
      ShortestFloat.put(value, out);
    }

    void put(double value) {
      requireFinite(value);
      putDigits(value);
    }

    void putOrNull(double value) {
      if (Double.isFinite(value)) {
        putDigits(value);
      } else {
        out.put(opening);
        out.put(NULL);
      }
    }

    private void putDigits(double value) {
      out.put(opening);
      out.put(bytes(NumberOutput.toString(value, true)));
    }

    private void requireFinite(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "%s: %s (expected: a finite number)".formatted(name, value));
      }
    }
  }
}
