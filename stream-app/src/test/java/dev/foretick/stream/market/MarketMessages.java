package dev.foretick.stream.market;

import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.common.wire.TimeUnitFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Messages as the exchanges' documentation shows them. */
final class MarketMessages {
  /** What a server of prices and sizes reads. */
  static final ObservationFormat FORMAT =
      new ObservationFormat(
          ObservationFormat.Kind.JSON,
          Optional.empty(),
          Optional.of("ts"),
          TimeUnitFormat.ISO,
          "price",
          List.of("size"),
          ',',
          List.of());

  static final String COINBASE_SUBSCRIBED =
      "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[\"BTC-USD\"],\"account_ids\":null},"
          + "{\"name\":\"heartbeat\",\"product_ids\":[\"BTC-USD\"],\"account_ids\":null}]}";
  static final String COINBASE_HEARTBEAT =
      "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":20,\"product_id\":\"BTC-USD\","
          + "\"time\":\"2014-11-07T08:19:28.464459Z\"}";
  static final String KRAKEN_STATUS =
      "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"online\","
          + "\"api_version\":\"v2\",\"connection_id\":12345678901234567890}]}";
  static final String KRAKEN_HEARTBEAT = "{\"channel\":\"heartbeat\"}";
  static final String KRAKEN_SUBSCRIBED =
      "{\"method\":\"subscribe\",\"result\":{\"channel\":\"trade\",\"snapshot\":true,\"symbol\":\"BTC/USD\"},"
          + "\"success\":true,\"time_in\":\"2023-09-25T09:04:31.742599Z\",\"time_out\":\"2023-09-25T09:04:31.742648Z\"}";
  static final String KRAKEN_REFUSED =
      "{\"error\":\"Currency pair not supported BTC/XYZ\",\"method\":\"subscribe\",\"success\":false,"
          + "\"symbol\":\"BTC/XYZ\",\"time_in\":\"2023-09-25T09:04:31.742599Z\",\"time_out\":\"2023-09-25T09:04:31.742648Z\"}";

  private MarketMessages() {}

  static String coinbase(String type, long id, double price) {
    return coinbase(type, "BTC-USD", id, price, "2014-11-07T08:19:%02d.028459Z".formatted(id % 60));
  }

  static String coinbase(String type, String product, long id, double price, String time) {
    return String.format(
        Locale.ROOT,
        "{\"type\":\"%s\",\"trade_id\":%d,\"sequence\":%d,"
            + "\"maker_order_id\":\"ac928c66-ca53-498f-9c13-a110027a60e8\","
            + "\"taker_order_id\":\"132fb6ae-456b-4654-b4e0-d681ac05cea1\","
            + "\"time\":\"%s\",\"product_id\":\"%s\","
            + "\"size\":\"5.23512\",\"price\":\"%s\",\"side\":\"sell\"}",
        type,
        id,
        7 * id,
        time,
        product,
        price);
  }

  /** Trades with these ids, in one message. */
  static String kraken(String type, long... ids) {
    StringBuilder trades = new StringBuilder();
    for (long id : ids) {
      trades
          .append(trades.length() == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "{\"symbol\":\"BTC/USD\",\"side\":\"buy\",\"price\":%d.5,\"qty\":0.25,"
                      + "\"ord_type\":\"limit\",\"trade_id\":%d,"
                      + "\"timestamp\":\"2023-09-25T07:48:%02d.631663Z\"}",
                  26_000 + id,
                  id,
                  id % 60));
    }
    return "{\"channel\":\"trade\",\"type\":\"%s\",\"data\":[%s]}".formatted(type, trades);
  }
}
