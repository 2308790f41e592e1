package dev.foretick.stream.market;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A Coinbase on the loopback where two products are traded all the time. */
public final class TradingExchange implements AutoCloseable {
  private static final List<String> PRODUCTS = List.of("BTC-USD", "ETH-USD");
  private static final long PAUSE_MILLIS = 50;

  private final ExchangeServer server = new ExchangeServer();
  private final Thread thread = new Thread(this::trade, "trading exchange");
  private volatile boolean closed;

  public TradingExchange() throws IOException {
    thread.setDaemon(true);
    thread.start();
  }

  public URI address() {
    return server.address();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    thread.interrupt();
  }

  private void trade() {
    while (!closed) {
      try (ExchangeServer.Session session = server.accept()) {
        session.take();
        session.send(MarketMessages.COINBASE_SUBSCRIBED);
        for (long id = 1; !closed; id++) {
          for (String product : PRODUCTS) {
            double price = 1_000 + id % 7;
            session.send(
                MarketMessages.coinbase("match", product, id, price, Instant.now().toString()));
          }
          Thread.sleep(PAUSE_MILLIS);
        }
      } catch (SocketTimeoutException e) {
        // Nobody came so far.
      } catch (IOException | InterruptedException e) {
        // The client is gone, or the test is over.
      }
    }
  }
}
