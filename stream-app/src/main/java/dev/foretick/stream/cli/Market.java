package dev.foretick.stream.cli;

import dev.foretick.stream.market.Coinbase;
import dev.foretick.stream.market.Exchange;
import dev.foretick.stream.market.Kraken;
import java.util.Locale;

/** The exchanges by the names that users write. */
enum Market {
  COINBASE(new Coinbase()),
  KRAKEN(new Kraken());

  private final Exchange exchange;

  Market(Exchange exchange) {
    this.exchange = exchange;
  }

  Exchange exchange() {
    return exchange;
  }

  String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
