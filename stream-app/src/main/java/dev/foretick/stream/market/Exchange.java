package dev.foretick.stream.market;

import java.net.URI;
import java.util.List;

/** How to ask an exchange for its public trades, and how to read what it says. Has no state. */
public sealed interface Exchange permits Coinbase, Kraken {
  /** Where its stream is. */
  URI address();

  /** What to send first: the trades of these products, please. */
  String subscription(List<String> products);

  /**
   * Reads a message.
   *
   * @throws dev.foretick.common.wire.MalformedRecordException if it is none of this exchange's
   */
  MarketMessage read(String text);
}
