package dev.foretick.stream.bench;

/**
 * One round at the top rate, one measurement after the other.
 *
 * @param network the server as it is
 * @param beside what was measured in turn with it
 * @param bare the runtime by itself
 */
record Round(Speed network, Speed beside, BareRuntime.Speed bare) {
  double ratio() {
    return network.forecastsPerSecond() / beside.forecastsPerSecond();
  }

  double bareRatio() {
    return network.forecastsPerSecond() / bare.windowsPerSecond();
  }
}
