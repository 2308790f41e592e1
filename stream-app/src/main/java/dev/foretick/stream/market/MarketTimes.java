package dev.foretick.stream.market;

import java.time.Duration;

/**
 * How patient a market's client is.
 *
 * @param answer for a connection to be made
 * @param ping after which silence it asks for a sign of life
 * @param idle after which silence the connection counts as lost
 * @param firstWait before it connects again, the first time
 * @param longestWait between two tries
 * @param stable after which a connection counts as good, so that waits start short again
 */
record MarketTimes(
    Duration answer,
    Duration ping,
    Duration idle,
    Duration firstWait,
    Duration longestWait,
    Duration stable) {
  static final MarketTimes STANDARD =
      new MarketTimes(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));
}
