package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import java.util.List;

/** The fields of one step, in the nested or the flat form. Every constant part is rendered once. */
final class StepFields {
  private static final byte[] TIME = ",\"ds\":\"".getBytes(US_ASCII);
  private static final byte[] YHAT = "\",\"yhat\":".getBytes(US_ASCII);
  private static final byte[] LOWER = ",\"yhat_lower\":".getBytes(US_ASCII);
  private static final byte[] UPPER = ",\"yhat_upper\":".getBytes(US_ASCII);
  private static final int NONE = -1;

  private final byte[] opening;
  private final byte[] closing;
  private final List<String> names;
  private final byte[][] keys;
  private final int middle;
  private final int unnamed;

  private StepFields(
      String opening,
      String closing,
      List<String> names,
      String beforeFirst,
      QuantileLevels levels,
      PointForecast point) {
    this.opening = opening.getBytes(US_ASCII);
    this.closing = closing.getBytes(US_ASCII);
    this.names = names;
    this.keys = new byte[names.size()][];
    for (int q = 0; q < keys.length; q++) {
      String before = q == 0 ? beforeFirst : ",";
      keys[q] = (before + '"' + names.get(q) + "\":").getBytes(US_ASCII);
    }
    this.middle = levels.medianIndex();
    // A mean is no quantile: it is told as yhat alone.
    this.unnamed = point == PointForecast.MEAN ? middle : NONE;
  }

  /** An object of an array, its quantiles an object of their own, and a comma behind it. */
  static StepFields nested(QuantileNames names, PointForecast point) {
    // The only quantile of a mean without an interval goes unnamed, and its object is empty.
    boolean empty = names.count() == 1 && point == PointForecast.MEAN;
    String quantiles = ",\"quantiles\":{";
    return new StepFields(
        "{\"step\":",
        empty ? quantiles + "}}," : "}},",
        names.nested(),
        quantiles,
        names.levels(),
        point);
  }

  /** Fields of an object that has others before and behind. */
  static StepFields flat(QuantileNames names, PointForecast point) {
    return new StepFields("\"step\":", "", names.flat(), ",", names.levels(), point);
  }

  /** Puts one step, its quantiles from {@code values[at]} on. */
  void put(int step, StepTimes times, float[] values, int at, JsonBytes out) {
    out.put(opening);
    out.integer(step);
    out.put(TIME);
    times.putStep(step, out);
    int last = keys.length - 1;
    int yhat = putNumber(YHAT, "yhat", values[at + middle], out);
    int yhatEnd = out.size();
    int lower = putNumber(LOWER, "yhat_lower", values[at], out);
    int lowerEnd = out.size();
    int upper = putNumber(UPPER, "yhat_upper", values[at + last], out);
    int upperEnd = out.size();
    for (int q = 0; q <= last; q++) {
      if (q == unnamed) {
        continue;
      }
      // Three of the quantiles have just been printed under other names.
      if (q == middle) {
        repeat(keys[q], yhat, yhatEnd, out);
      } else if (q == 0) {
        repeat(keys[q], lower, lowerEnd, out);
      } else if (q == last) {
        repeat(keys[q], upper, upperEnd, out);
      } else {
        putNumber(keys[q], names.get(q), values[at + q], out);
      }
    }
    out.put(closing);
  }

  /** Puts a field and gives the place where its number begins. */
  private static int putNumber(byte[] key, String name, float value, JsonBytes out) {
    if (!Float.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: a finite number)".formatted(name, value));
    }
    out.put(key);
    int start = out.size();
    ShortestFloat.put(value, out);
    return start;
  }

  private static void repeat(byte[] key, int from, int to, JsonBytes out) {
    out.put(key);
    out.repeat(from, to);
  }
}
