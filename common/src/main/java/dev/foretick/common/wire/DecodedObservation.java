package dev.foretick.common.wire;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import java.nio.charset.StandardCharsets;

/**
 * An observation as a codec reads it: filled anew for each record, so that none is made for it. One
 * thread owns it.
 */
public final class DecodedObservation {
  private static final byte[] NOTHING = {};

  private final double[] channels;
  private byte[] series = NOTHING;
  private int seriesFrom;
  private int seriesLength;
  private long epochNanos;

  /**
   * Makes room for an observation.
   *
   * @param channels how many values it carries: the target and the covariates
   */
  public DecodedObservation(int channels) {
    this.channels = new double[channels];
  }

  /**
   * Where the series id stands, in UTF-8: {@link #seriesLength} bytes from {@link #seriesFrom}. The
   * bytes are the record's own.
   */
  public byte[] series() {
    return series;
  }

  public int seriesFrom() {
    return seriesFrom;
  }

  public int seriesLength() {
    return seriesLength;
  }

  /** Event time. */
  public long epochNanos() {
    return epochNanos;
  }

  public int channelCount() {
    return channels.length;
  }

  /** A value, finite as a float: the target is channel 0. */
  public double channel(int index) {
    return channels[index];
  }

  void series(byte[] bytes, int from, int length) {
    series = bytes;
    seriesFrom = from;
    seriesLength = length;
  }

  void epochNanos(long time) {
    epochNanos = time;
  }

  void channel(int index, double value) {
    channels[index] = value;
  }

  /** A copy that stays as it is. */
  Observation copy() {
    String id = new String(series, seriesFrom, seriesLength, StandardCharsets.UTF_8);
    return new Observation(new SeriesId(id), EpochNanos.toInstant(epochNanos), channels);
  }
}
