package dev.foretick.stream.demo;

import java.util.Locale;

/** Trades by how much of a bitcoin they were about: each size is a series of its own. */
enum TradeSize {
  SMALL,
  MEDIUM,
  LARGE;

  /** Bitcoins. */
  private static final double LEAST_MEDIUM = 0.1;

  private static final double LEAST_LARGE = 1;

  static TradeSize of(double amount) {
    return amount < LEAST_MEDIUM ? SMALL : amount < LEAST_LARGE ? MEDIUM : LARGE;
  }

  /** The series of the trades of this size among all trades of {@link MarketTicks#SERIES}. */
  String series() {
    return MarketTicks.SERIES + "." + name().toLowerCase(Locale.ROOT);
  }
}
