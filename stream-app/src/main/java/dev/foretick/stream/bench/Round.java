package dev.foretick.stream.bench;

/**
 * One round at the top rate, one measurement after the other.
 *
 * @param network the server as it is
 * @param leftOut the same server without compute
 * @param bare the runtime by itself
 */
record Round(Speed network, Speed leftOut, BareRuntime.Speed bare) {
  double ratio() {
    return network.forecastsPerSecond() / leftOut.forecastsPerSecond();
  }

  double bareRatio() {
    return network.forecastsPerSecond() / bare.windowsPerSecond();
  }
}
