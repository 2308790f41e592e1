package dev.foretick.stream.market;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foretick.common.wire.MalformedRecordException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Kraken: the channel {@code trade} of its <a
 * href="https://docs.kraken.com/exchange/api-reference/spot-websocket">WebSocket API v2</a>. It
 * begins with the last 50 trades, which fills what a short loss of the connection missed. Kraken
 * writes {@code BTC/USD} what is {@code BTC-USD} here.
 */
public final class Kraken implements Exchange {
  @Override
  public URI address() {
    return URI.create("wss://ws.kraken.com/v2");
  }

  @Override
  public String subscription(List<String> products) {
    ObjectNode message = MarketJson.MAPPER.createObjectNode().put("method", "subscribe");
    ObjectNode params = message.putObject("params").put("channel", "trade");
    products.forEach(product -> params.withArray("symbol").add(product.replace('-', '/')));
    params.put("snapshot", true);
    return message.toString();
  }

  @Override
  public MarketMessage read(String text) {
    JsonNode message = MarketJson.object(text);
    if (message.path("channel").asText().equals("trade")) {
      return trades(message.path("data"));
    }
    boolean refused =
        message.path("method").asText().equals("subscribe")
            && !message.path("success").asBoolean(false);
    return refused
        ? new MarketMessage.Refused(message.path("error").asText("no reason given"))
        : new MarketMessage.Other();
  }

  private static MarketMessage trades(JsonNode data) {
    if (!data.isArray()) {
      throw new MalformedRecordException("data", "no array", "an array of trades");
    }
    List<Trade> trades = new ArrayList<>();
    for (JsonNode trade : data) {
      trades.add(
          new Trade(
              MarketJson.text(trade, "symbol").replace('/', '-'),
              MarketJson.integer(trade, "trade_id"),
              MarketJson.time(trade, "timestamp"),
              MarketJson.positive(trade, "price"),
              MarketJson.positive(trade, "qty")));
    }
    return new MarketMessage.Trades(trades);
  }
}
