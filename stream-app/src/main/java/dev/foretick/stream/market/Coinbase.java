package dev.foretick.stream.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/**
 * Coinbase Exchange: the channel {@code matches} of its <a
 * href="https://docs.cdp.coinbase.com/exchange/websocket-feed/channels">WebSocket feed</a>, with
 * {@code heartbeat} beside it, so that a quiet market is not taken for a lost connection.
 */
public final class Coinbase implements Exchange {
  @Override
  public URI address() {
    return URI.create("wss://ws-feed.exchange.coinbase.com");
  }

  @Override
  public String subscription(List<String> products) {
    ObjectNode message = MarketJson.MAPPER.createObjectNode().put("type", "subscribe");
    products.forEach(message.putArray("product_ids")::add);
    message.putArray("channels").add("matches").add("heartbeat");
    return message.toString();
  }

  @Override
  public MarketMessage read(String text) {
    JsonNode message = MarketJson.object(text);
    return switch (MarketJson.text(message, "type")) {
      // The last trade before the subscription is the first that is sent.
      case "match", "last_match" -> new MarketMessage.Trades(List.of(trade(message)));
      case "error" ->
          new MarketMessage.Refused(
              message.path("message").asText() + " " + message.path("reason").asText(""));
      // Its clients are to ignore types that they do not know.
      default -> new MarketMessage.Other();
    };
  }

  private static Trade trade(JsonNode message) {
    return new Trade(
        MarketJson.text(message, "product_id"),
        MarketJson.integer(message, "trade_id"),
        MarketJson.time(message, "time"),
        MarketJson.positive(message, "price"),
        MarketJson.positive(message, "size"));
  }
}
