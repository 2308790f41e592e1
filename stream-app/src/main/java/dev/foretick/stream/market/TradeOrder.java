package dev.foretick.stream.market;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Watches that the trades of a product come one after the other. One thread owns it. */
final class TradeOrder {
  private final Consumer<String> notices;
  private final Map<String, Long> last = new HashMap<>();
  private long gaps;
  private long missed;

  TradeOrder(Consumer<String> notices) {
    this.notices = notices;
  }

  /** Says whether a trade is new; one that was there before came again with a new connection. */
  boolean isNew(Trade trade) {
    Long before = last.get(trade.product());
    if (before != null && trade.id() <= before) {
      return false;
    }
    if (before != null && trade.id() > before + 1) {
      long count = trade.id() - before - 1;
      gaps++;
      missed += count;
      notices.accept(
          "%s: a gap of %d trades, %d to %d"
              .formatted(trade.product(), count, before + 1, trade.id() - 1));
    }
    last.put(trade.product(), trade.id());
    return true;
  }

  long gaps() {
    return gaps;
  }

  /** Trades that never came. */
  long missed() {
    return missed;
  }
}
