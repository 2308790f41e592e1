package dev.foretick.stream.state;

import dev.foretick.common.wire.DecodedObservation;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Puts observations into {@link Arrivals} the way the decoder does. */
final class ArrivalRows {
  private static final ObservationCodec CODEC =
      new ObservationCodec(
          new ObservationFormat(
              ObservationFormat.Kind.JSON,
              Optional.empty(),
              Optional.of("ts"),
              TimeUnitFormat.EPOCH_NS,
              "y",
              List.of(),
              ',',
              List.of()));

  private ArrivalRows() {}

  private static long nextOffset;

  static void add(Arrivals arrivals, String series, long epochNanos, double target, int partition) {
    add(arrivals, series, epochNanos, target, partition, nextOffset++);
  }

  static void add(
      Arrivals arrivals,
      String series,
      long epochNanos,
      double target,
      int partition,
      long offset) {
    add(arrivals, series, epochNanos, target, partition, offset, false);
  }

  static void add(
      Arrivals arrivals,
      String series,
      long epochNanos,
      double target,
      int partition,
      long offset,
      boolean isReplayed) {
    String json = "{\"ts\":%d,\"y\":%s}".formatted(epochNanos, target);
    DecodedObservation decoded = new DecodedObservation(1);
    CODEC.decode(
        series.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8), 0, decoded);
    arrivals.add(decoded, partition, offset, 0, isReplayed);
  }
}
