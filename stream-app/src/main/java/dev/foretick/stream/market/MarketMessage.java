package dev.foretick.stream.market;

import java.util.List;

/** What an exchange has to say. */
sealed interface MarketMessage {
  /** Trades in the order in which they happened. */
  record Trades(List<Trade> trades) implements MarketMessage {
    public Trades {
      trades = List.copyOf(trades);
    }
  }

  /** It does not do what it was asked to, and will not do so next time. */
  record Refused(String reason) implements MarketMessage {}

  /** Anything else: that a subscription counts, that it is still there. */
  record Other() implements MarketMessage {}
}
