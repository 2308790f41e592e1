package dev.foretick.stream.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.feed.FeedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server of this machine that speaks as the exchanges do. */
class MarketSourceTest {
  private static final Duration SLICE = Duration.ofMillis(20);
  private static final MarketTimes TIMES =
      new MarketTimes(
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofMillis(50),
          Duration.ofMillis(400),
          Duration.ofSeconds(30));
  private static final int MAX_LENGTH = 20_000;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private ExchangeServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ExchangeServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void poll_coinbase_subscribesAndGivesItsTrades() throws Exception {
    try (MarketSource source = source(new Coinbase())) {
      CompletableFuture<List<String>> records = take(source, 3);
      try (ExchangeServer.Session session = server.accept()) {
        assertThat(session.take())
            .isEqualTo(
                "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\",\"heartbeat\"]}");
        session.send(MarketMessages.COINBASE_SUBSCRIBED);
        session.send(MarketMessages.coinbase("last_match", 10, 400.23));
        session.send(MarketMessages.COINBASE_HEARTBEAT);
        session.send(MarketMessages.coinbase("match", 11, 400.25));
        session.send(MarketMessages.coinbase("match", 12, 401));

        assertThat(records.get(20, TimeUnit.SECONDS))
            .containsExactly(
                "BTC-USD {\"ts\":\"2014-11-07T08:19:10.028459Z\",\"price\":400.23,\"size\":5.23512}",
                "BTC-USD {\"ts\":\"2014-11-07T08:19:11.028459Z\",\"price\":400.25,\"size\":5.23512}",
                "BTC-USD {\"ts\":\"2014-11-07T08:19:12.028459Z\",\"price\":401.0,\"size\":5.23512}");
      }
      assertThat(notices).containsExactly(server.address() + ": connected");
    }
  }

  @Test
  void poll_krakenInManyFrames_putsThemTogether() throws Exception {
    try (MarketSource source = source(new Kraken())) {
      CompletableFuture<List<String>> records = take(source, 52);
      try (ExchangeServer.Session session = server.accept()) {
        assertThat(session.take())
            .isEqualTo(
                "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\"],\"snapshot\":true}}");
        session.send(MarketMessages.KRAKEN_STATUS);
        session.send(MarketMessages.KRAKEN_SUBSCRIBED);
        long[] last = LongStream.range(100, 150).toArray();
        session.sendInParts(MarketMessages.kraken("snapshot", last), 999);
        session.send(MarketMessages.KRAKEN_HEARTBEAT);
        session.send(MarketMessages.kraken("update", 151, 150));

        List<String> all = records.get(20, TimeUnit.SECONDS);
        assertThat(all.get(0))
            .isEqualTo(
                "BTC-USD {\"ts\":\"2023-09-25T07:48:40.631663Z\",\"price\":26100.5,\"size\":0.25}");
        assertThat(all.get(50)).contains("\"price\":26150.5");
        assertThat(all.get(51)).contains("\"price\":26151.5");
      }
      assertThat(source.remarks().get(0)).contains("0 gaps", "0 malformed");
    }
  }

  @Test
  void poll_connectionDrops_comesBackAndTellsWhatWasMissed() throws Exception {
    try (MarketSource source = source(new Kraken())) {
      CompletableFuture<List<String>> records = take(source, 4);
      try (ExchangeServer.Session session = server.accept()) {
        var unused = session.take();
        session.send(MarketMessages.kraken("snapshot", 1, 2));
        session.sayGoodbye();
      }
      server.refuseOne();
      try (ExchangeServer.Session session = server.accept()) {
        // It asks again, and takes of the last trades only what is new.
        assertThat(session.take()).contains("subscribe");
        session.send(MarketMessages.kraken("snapshot", 2, 3));
        session.send(MarketMessages.kraken("update", 9));
        assertThat(records.get(20, TimeUnit.SECONDS))
            .extracting(text -> text.replaceAll(".*price\":|,\"size.*", ""))
            .containsExactly("26001.5", "26002.5", "26003.5", "26009.5");
      }
      assertThat(String.join("\n", notices))
          .contains(
              "connection lost: closed by the other side, 1012",
              "not connected: it answers with HTTP status 503")
          .contains("connected again", "BTC-USD: a gap of 5 trades, 4 to 8");
      assertThat(source.remarks())
          .containsExactly(
              "4 trades over 2 connections; 1 gaps with 5 trades missed; 0 malformed messages");
    }
  }

  @Test
  void poll_garbage_isCountedAndTheStreamGoesOn() throws Exception {
    try (MarketSource source = source(new Coinbase())) {
      CompletableFuture<List<String>> records = take(source, 1);
      try (ExchangeServer.Session session = server.accept()) {
        var unused = session.take();
        for (String garbage :
            List.of(
                "",
                "nonsense",
                "[1,2]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"match\"}",
                MarketMessages.coinbase("match", 1, -3),
                MarketMessages.coinbase("match", 1, 3).replace("\"5.23512\"", "\"NaN\""),
                MarketMessages.coinbase("match", 1, 3).replace("2014-11-07T", "yesterday "))) {
          session.send(garbage);
        }
        session.send("{\"type\":\"a type of next year\"}");
        session.send(MarketMessages.coinbase("match", 2, 3));
        assertThat(records.get(20, TimeUnit.SECONDS)).hasSize(1);
      }
      assertThat(source.remarks().get(0)).contains("1 trades", "9 malformed messages");
      assertThat(notices).contains("malformed message: price: '\"-3.0\"' (expected: a number > 0)");
    }
  }

  @Test
  void poll_messageOutOfAllProportion_dropsTheConnection() throws Exception {
    try (MarketSource source = source(new Coinbase())) {
      CompletableFuture<List<String>> records = take(source, 1);
      try (ExchangeServer.Session flood = server.accept()) {
        var unused = flood.take();
        flood.sendInParts("\"" + "x".repeat(MAX_LENGTH) + "\"", 5_000);
        try (ExchangeServer.Session session = server.accept()) {
          session.send(MarketMessages.coinbase("match", 2, 3));
          assertThat(records.get(20, TimeUnit.SECONDS)).hasSize(1);
        }
      }
      assertThat(String.join("\n", notices)).contains("a message of more than 20000 characters");
    }
  }

  @Test
  void poll_silence_asksForASignOfLifeThenConnectsAnew() throws Exception {
    try (MarketSource source = source(new Coinbase())) {
      CompletableFuture<List<String>> records = take(source, 1);
      try (ExchangeServer.Session quiet = server.accept()) {
        Thread.sleep(1_500);
        // It answers, so it is there.
        assertThat(quiet.pings()).isGreaterThan(2);
        assertThat(notices).hasSize(1);
        quiet.playDead();
        try (ExchangeServer.Session next = server.accept()) {
          next.send(MarketMessages.coinbase("match", 2, 3));
          assertThat(records.get(20, TimeUnit.SECONDS)).hasSize(1);
        }
      }
      assertThat(String.join("\n", notices)).contains("nothing heard for 800 ms");
    }
  }

  @Test
  void poll_exchangeRefuses_failsWithItsReason() throws Exception {
    try (MarketSource source = source(new Kraken())) {
      CompletableFuture<List<String>> records = take(source, 1);
      try (ExchangeServer.Session session = server.accept()) {
        session.send(MarketMessages.KRAKEN_REFUSED);
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> records.get(20, TimeUnit.SECONDS))
            .withMessageContaining("refuses BTC-USD: Currency pair not supported BTC/XYZ");
      }
    }
  }

  private MarketSource source(Exchange exchange) {
    return new MarketSource(
        exchange,
        server.address(),
        List.of("btc-usd"),
        MarketMessages.FORMAT,
        notices::add,
        TIMES,
        JdkTextSocket.opener(TIMES.answer(), MAX_LENGTH),
        System::nanoTime);
  }

  /** Asks on a thread of its own for so many records. */
  private static CompletableFuture<List<String>> take(MarketSource source, int count) {
    return CompletableFuture.supplyAsync(
        () -> {
          List<String> taken = new ArrayList<>();
          try {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (taken.size() < count && System.nanoTime() < deadline) {
              Optional<FeedRecord> next = source.poll(SLICE);
              next.ifPresent(
                  record -> taken.add(record.key() + " " + new String(record.value(), UTF_8)));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return taken;
        });
  }
}
