package dev.foretick.stream.feed;

import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ObservationEncoder;
import dev.foretick.common.wire.ObservationFormat;
import java.time.Duration;
import java.util.OptionalLong;

/** Makes records of observations, in the format that the server reads. One thread owns it. */
public final class ObservationRecords {
  private static final long NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();

  private final ObservationEncoder encoder;
  private final boolean timeInMessage;

  public ObservationRecords(ObservationFormat format) {
    this.encoder = new ObservationEncoder(format);
    this.timeInMessage = format.timeField().isPresent();
  }

  /**
   * Makes one.
   *
   * @param channels the target first, then the covariates in the order of the format
   */
  public FeedRecord of(SeriesId series, long epochNanos, double[] channels) {
    return new FeedRecord(
        series.value(),
        encoder.encode(series, epochNanos, channels),
        epochNanos,
        timeInMessage
            ? OptionalLong.empty()
            : OptionalLong.of(Math.floorDiv(epochNanos, NANOS_PER_MILLI)));
  }
}
