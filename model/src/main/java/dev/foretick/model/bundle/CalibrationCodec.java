package dev.foretick.model.bundle;

import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.trained.SeriesGroups;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code calibration.bin}, little-endian: the number of groups, of steps and of intervals; then for
 * each group and step the conformity scores of each interval and the naive residuals, each list as
 * its length and that many 32-bit floats.
 */
final class CalibrationCodec {
  private CalibrationCodec() {}

  static byte[] encode(SeriesGroups groups) {
    long size = 3L * Integer.BYTES;
    for (int group = 0; group < groups.count(); group++) {
      size += encodedSize(groups.group(group).calibration());
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(groups.count());
    bytes.putInt(groups.horizon());
    bytes.putInt(groups.rest().calibration().intervals());
    for (int group = 0; group < groups.count(); group++) {
      IntervalCalibration calibration = groups.group(group).calibration();
      float[][][] scores = calibration.conformityScores();
      float[][] naive = calibration.naiveResiduals();
      for (int step = 0; step < scores.length; step++) {
        for (float[] list : scores[step]) {
          write(bytes, list);
        }
        write(bytes, naive[step]);
      }
    }
    return bytes.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are not of this form or not of this shape
   */
  static List<IntervalCalibration> decode(byte[] encoded, int groups, int horizon, int intervals) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    requireCount("calibration groups", readInt(bytes), groups);
    requireCount("calibration steps", readInt(bytes), horizon);
    requireCount("calibration intervals", readInt(bytes), intervals);
    long leastSize = Integer.BYTES * (long) groups * horizon * (intervals + 1);
    if (bytes.remaining() < leastSize) {
      throw new IllegalArgumentException(
          "calibration: %d bytes (expected: at least %d)".formatted(bytes.remaining(), leastSize));
    }
    List<IntervalCalibration> calibrations = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      calibrations.add(readGroup(bytes, horizon, intervals));
    }
    requireCount("calibration bytes left over", bytes.remaining(), 0);
    return calibrations;
  }

  private static IntervalCalibration readGroup(ByteBuffer bytes, int horizon, int intervals) {
    float[][][] scores = new float[horizon][intervals][];
    float[][] naive = new float[horizon][];
    for (int step = 0; step < horizon; step++) {
      for (int interval = 0; interval < intervals; interval++) {
        scores[step][interval] = read(bytes);
      }
      naive[step] = read(bytes);
    }
    return new IntervalCalibration(scores, naive);
  }

  private static long encodedSize(IntervalCalibration calibration) {
    long size = 0;
    for (float[][] step : calibration.conformityScores()) {
      for (float[] list : step) {
        size += encodedSize(list);
      }
    }
    for (float[] list : calibration.naiveResiduals()) {
      size += encodedSize(list);
    }
    return size;
  }

  private static long encodedSize(float[] list) {
    return Integer.BYTES + (long) list.length * Float.BYTES;
  }

  private static void write(ByteBuffer bytes, float[] list) {
    bytes.putInt(list.length);
    for (float value : list) {
      bytes.putFloat(value);
    }
  }

  private static float[] read(ByteBuffer bytes) {
    int length = readInt(bytes);
    int available = bytes.remaining() / Float.BYTES;
    if (length < 0 || length > available) {
      throw new IllegalArgumentException(
          "calibration list: %d numbers (expected: 0 to %d)".formatted(length, available));
    }
    float[] list = new float[length];
    for (int i = 0; i < length; i++) {
      list[i] = bytes.getFloat();
    }
    return list;
  }

  private static int readInt(ByteBuffer bytes) {
    if (bytes.remaining() < Integer.BYTES) {
      throw new IllegalArgumentException(
          "calibration: %d bytes left (expected: %d)".formatted(bytes.remaining(), Integer.BYTES));
    }
    return bytes.getInt();
  }

  private static void requireCount(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException("%s: %d (expected: %d)".formatted(what, found, expected));
    }
  }
}
