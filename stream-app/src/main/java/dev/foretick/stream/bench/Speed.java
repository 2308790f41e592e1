package dev.foretick.stream.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a span of time.
 *
 * @param seconds how long it was
 * @param forecasts that the consumer read in it
 * @param server what the server did in it
 * @param processors what became of the machine's processors in it
 */
record Speed(double seconds, long forecasts, ServerFigures server, ProcessorTime processors) {
  /** What no stage of the loop accounts for. */
  static final String REST = "poll and wait";

  double forecastsPerSecond() {
    return forecasts / seconds;
  }

  double recordsPerSecond() {
    return server.records() / seconds;
  }

  /** Windows of a runtime call. */
  double meanBatch() {
    return server.batches() == 0 ? 0 : (double) server.windows() / server.batches();
  }

  /**
   * The share of the loops' time that each stage takes, and what is left for polling and for
   * waiting. The shares are 1 together. A batch counts when it is through, so that its time may lie
   * a little before the span.
   */
  Map<String, Double> loopShares() {
    double staged = Sums.total(server.stageSeconds());
    double whole = Math.max(staged, seconds * server.loops());
    Map<String, Double> shares = new LinkedHashMap<>();
    server.stageSeconds().forEach((stage, time) -> shares.put(stage, time / whole));
    shares.put(REST, (whole - staged) / whole);
    return shares;
  }

  double loopCpuMicrosPerForecast() {
    return server.loopCpuSeconds() * 1e6 / forecasts;
  }

  double processCpuMicrosPerForecast() {
    return server.processCpuSeconds() * 1e6 / forecasts;
  }

  double loopAllocatedBytesPerRecord() {
    return (double) server.loopAllocatedBytes() / server.records();
  }

  Speed plus(Speed more) {
    return new Speed(
        seconds + more.seconds,
        forecasts + more.forecasts,
        server.plus(more.server),
        processors.plus(more.processors));
  }
}
