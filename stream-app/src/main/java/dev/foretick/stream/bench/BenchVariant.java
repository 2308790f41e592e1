package dev.foretick.stream.bench;

/**
 * One of the servers of a bench.
 *
 * @param name of its process
 * @param compute what forecasts in it
 * @param server how it serves
 */
record BenchVariant(String name, BenchedServer.Compute compute, ServeBenchOptions.Server server) {
  /** The server that is to be measured. */
  static BenchVariant asked(ServeBenchOptions options) {
    return new BenchVariant("server", BenchedServer.Compute.NETWORK, options.server());
  }

  /** The one that it is compared with. */
  static BenchVariant beside(ServeBenchOptions options) {
    Beside beside = options.steps().beside();
    return new BenchVariant(
        "server " + beside.label(), beside.compute(), beside.of(options.server()));
  }

  /** A part of the names of its topics. */
  String topicName() {
    return name.replace(' ', '-');
  }
}
