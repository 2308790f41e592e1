package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many mixed records through a whole server: {@code -Dforetick.load.records=1000000} makes it a
 * million of 10 000 series.
 */
class MixedRecordsIT {
  private static final Logger log = LoggerFactory.getLogger(MixedRecordsIT.class);
  private static final int RECORDS = Integer.getInteger("foretick.load.records", 50_000);
  private static final int SERIES = Math.max(1, RECORDS / 100);
  private static final int PARTITIONS = 4;
  private static final int MALFORMED_ONE_IN = 100;
  private static final long MAX_HEAP_BYTES = 512L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path directory;

  @Test
  void everyRecord_isAnsweredOrPutAside_inBoundedMemory() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
        TestTopics topics = new TestTopics(broker.bootstrapServers())) {
      broker.createTopic("mixed", PARTITIONS);
      int malformed = produce(topics);
      int wellFormed = RECORDS - malformed;

      long start = System.nanoTime();
      try (ForecastServer server = ForecastServer.start(config(broker))) {
        await(server, RECORDS);
        double seconds = (System.nanoTime() - start) / 1e9;
        Scrape metrics = Scrape.of(server.httpPort());
        long heap = heapAfterCollection();
        log.info(
            "{} records of {} series, {} malformed: {} records/s, heap {} MB (broker and clients included)",
            RECORDS,
            SERIES,
            malformed,
            Math.round(RECORDS / seconds),
            heap >> 20);

        assertThat(metrics.sum("foretick_records_consumed_total")).isEqualTo(RECORDS);
        assertThat(metrics.sum("foretick_records_dead_total")).isEqualTo(malformed);
        assertThat(metrics.sum("foretick_records_late_total")).isZero();
        assertThat(metrics.sum("foretick_forecasts_published_total")).isEqualTo(wellFormed);
        assertThat(metrics.sum("foretick_series_active")).isEqualTo(SERIES);
        assertThat(heap).isLessThan(MAX_HEAP_BYTES);
      }
      assertThat(topics.size("mixed-forecasts")).isEqualTo(wellFormed);
      assertThat(topics.size("mixed-dead-letters")).isEqualTo(malformed);
    }
  }

  private static int produce(TestTopics topics) {
    Random random = new Random(1);
    int malformed = 0;
    for (int i = 0; i < RECORDS; i++) {
      String series = "s" + i % SERIES;
      if (random.nextInt(MALFORMED_ONE_IN) == 0) {
        topics.send("mixed", malformed % 7 == 6 ? null : series, malformed(malformed++ % 7, i));
      } else {
        topics.tick("mixed", series, i, 100 + random.nextGaussian());
      }
    }
    topics.flush();
    return malformed;
  }

  private static String malformed(int kind, int i) {
    return switch (kind) {
      case 0 -> "";
      case 1 -> "{\"ts\":" + i;
      case 2 -> "{\"ts\":%d}".formatted(i);
      case 3 -> "{\"ts\":%d,\"price\":1e99}".formatted(i);
      case 4 -> "{\"ts\":\"yesterday\",\"price\":1}";
      case 5 -> "\u0000\uffff[1,2]";
      default -> TestTopics.tickJson(i, 1);
    };
  }

  /** Waits until everything is read and acknowledged. */
  private static void await(ForecastServer server, int records) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Scrape metrics = Scrape.of(server.httpPort());
      double answered =
          metrics.sum("foretick_forecasts_published_total")
              + metrics.sum("foretick_records_dead_total");
      if (answered >= records) {
        return;
      }
      Thread.sleep(100);
    }
  }

  private static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private ServeConfig config(EmbeddedBroker broker) {
    return ServeConfig.parse(
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: mixed
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        """
            .formatted(broker.bootstrapServers(), TestModels.write(TestModels.price(), directory)),
        Map.of());
  }
}
