package dev.foretick.stream.bench;

/**
 * What came of a span of time.
 *
 * @param seconds how long it was
 * @param forecasts that the consumer read in it
 * @param server what the server did in it
 */
record Speed(double seconds, long forecasts, ServerFigures server) {
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

  /** A stage's share of the time that the loops have. */
  double share(String stage) {
    return server.stageSeconds().getOrDefault(stage, 0.0) / loopSeconds();
  }

  /** What no stage accounts for: polling, and waiting for records. */
  double restShare() {
    return 1
        - server.stageSeconds().values().stream().mapToDouble(Double::doubleValue).sum()
            / loopSeconds();
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
    return new Speed(seconds + more.seconds, forecasts + more.forecasts, server.plus(more.server));
  }

  private double loopSeconds() {
    return seconds * server.loops();
  }
}
