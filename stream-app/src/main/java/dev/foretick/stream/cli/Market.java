package dev.foretick.stream.cli;

import dev.foretick.stream.market.Coinbase;
import dev.foretick.stream.market.Exchange;
import dev.foretick.stream.market.Kraken;
import java.util.Locale;

/** The exchanges by the names that users write. */
enum Market {
  COINBASE,
  KRAKEN;

  Exchange exchange() {
    return switch (this) {
      case COINBASE -> new Coinbase();
      case KRAKEN -> new Kraken();
    };
  }

  String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
