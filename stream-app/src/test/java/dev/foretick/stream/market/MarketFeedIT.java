package dev.foretick.stream.market;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Observation;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.feed.FeedLimits;
import dev.foretick.stream.feed.FeedProducer;
import dev.foretick.stream.feed.FeedReport;
import dev.foretick.stream.feed.FeedView;
import dev.foretick.stream.feed.Feeder;
import dev.foretick.stream.feed.Pace;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an exchange's WebSocket into a topic of a real broker, through a lost connection. */
class MarketFeedIT {
  @TempDir Path directory;

  @Test
  void trades_reachTheTopicOnce_thoughTheConnectionDrops() throws Exception {
    List<String> notices = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch stop = new CountDownLatch(1);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        TestTopics topics = new TestTopics(broker.bootstrapServers());
        ExchangeServer exchange = new ExchangeServer();
        MarketSource source =
            MarketSource.open(
                new Kraken(),
                exchange.address(),
                List.of("BTC-USD"),
                MarketMessages.FORMAT,
                notices::add)) {
      broker.createTopic("ticks", 2);
      CompletableFuture<FeedReport> feeding = feed(source, broker.bootstrapServers(), stop);
      try (ExchangeServer.Session session = exchange.accept()) {
        assertThat(session.take()).contains("BTC/USD");
        session.sendInParts(MarketMessages.kraken("snapshot", 1, 2, 3), 50);
        session.send("garbage");
        session.send(MarketMessages.kraken("update", 4));
        assertThat(topics.read("ticks", 4)).hasSize(4);
      }
      try (ExchangeServer.Session session = exchange.accept()) {
        session.send(MarketMessages.kraken("snapshot", 3, 4, 5));
        session.send(MarketMessages.kraken("update", 8));
        assertThat(topics.read("ticks", 6)).hasSize(6);
      }
      stop.countDown();
      FeedReport report = feeding.get(30, TimeUnit.SECONDS);

      assertThat(report.stopped()).isTrue();
      assertThat(report.acknowledged()).isEqualTo(6);
      assertThat(report.remarks())
          .containsExactly(
              "6 trades over 2 connections; 1 gaps with 2 trades missed; 1 malformed messages");
      assertThat(String.join("\n", notices))
          .contains("connection lost", "connected again", "BTC-USD: a gap of 2 trades, 6 to 7");
      assertThat(topics.read("ticks", 6))
          .extracting(MarketFeedIT::price)
          .containsExactly(26001.5, 26002.5, 26003.5, 26004.5, 26005.5, 26008.5);
    }
  }

  /** As the server reads it. */
  private static double price(ConsumerRecord<byte[], byte[]> record) {
    Observation observation =
        new ObservationCodec(MarketMessages.FORMAT).decode(record.key(), record.value(), 0);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("BTC-USD");
    assertThat(observation.channel(1)).isEqualTo(0.25);
    return observation.target();
  }

  private static CompletableFuture<FeedReport> feed(
      MarketSource source, String brokers, CountDownLatch stop) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new Feeder(
                    source,
                    Pace.unlimited(),
                    FeedLimits.NONE,
                    FeedProducer.open(Map.of("bootstrap.servers", brokers), true),
                    "ticks",
                    FeedProducer.patience(Map.of()),
                    System::nanoTime,
                    (Duration atMost) -> stop.await(atMost.toNanos(), TimeUnit.NANOSECONDS),
                    FeedView.NONE)
                .run();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
