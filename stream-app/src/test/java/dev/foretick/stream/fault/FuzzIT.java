package dev.foretick.stream.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observations among records that are none: {@code -Dforetick.fuzz.records=1000000} makes it a
 * million, {@code -Dforetick.fuzz.seed} others.
 */
class FuzzIT {
  private static final Logger log = LoggerFactory.getLogger(FuzzIT.class);
  private static final int RECORDS = Integer.getInteger("foretick.fuzz.records", 20_000);
  private static final long SEED = Long.getLong("foretick.fuzz.seed", 1);
  private static final Duration PATIENCE = Duration.ofSeconds(60 + RECORDS / 1_000);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @ParameterizedTest
  @EnumSource(DeliveryMode.class)
  void anyRecord_isAnsweredOrPutAsideOrCounted_once(DeliveryMode delivery) throws Exception {
    try (Rig rig = new Rig(directory, delivery, 4);
        TestTopics topics = rig.topics()) {
      ServerProcess server = rig.serve("one", "512m", "").awaitReady();
      Map<Place, FuzzAudit.Sent> sent = new ConcurrentHashMap<>();
      List<Observed> good = send(rig, sent);
      rig.awaitAnswered(PATIENCE, server);
      assertThat(server.isLive()).isTrue();
      Scrape metrics = server.scrape();
      double heap = server.liveBytes();
      assertThat(server.stop(Rig.SHUTDOWN_TIMEOUT)).as("exit code").isZero();

      ForecastAudit values = new ForecastAudit(rig.expected(good));
      FuzzAudit audit = new FuzzAudit(sent);
      rig.readForecasts(
          forecast -> {
            if (audit.look(forecast)) {
              values.look(forecast);
            }
          });
      topics.readCommitted(Rig.DEAD_LETTERS, audit::look);
      log.info(
          "{}, seed {}: {} records, {} forecasts, {} dead letters, heap {} MB, {}",
          delivery,
          SEED,
          sent.size(),
          audit.forecasts(),
          audit.letters(),
          Math.round(heap / (1 << 20)),
          audit.kinds());
      assertThat(sent).as("records sent").hasSize(RECORDS);
      audit.requireClean(metrics.sum("foretick_records_late_total"));
      values.requireClean(DeliveryMode.EXACTLY_ONCE);
      assertThat(metrics.sum("foretick_records_consumed_total")).isEqualTo(RECORDS);
      assertThat(metrics.sum("foretick_records_dead_total")).isEqualTo(audit.letters());
      assertThat(metrics.sum("foretick_forecasts_published_total")).isEqualTo(audit.forecasts());
    }
  }

  /** Sends all records, and gives the observations among them. */
  private static List<Observed> send(Rig rig, Map<Place, FuzzAudit.Sent> sent) {
    List<Observed> good = new ArrayList<>();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    FuzzRecords records = new FuzzRecords(SEED);
    Map<String, Object> properties =
        Map.of("bootstrap.servers", rig.broker().bootstrapServers(), "max.request.size", 2 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        FuzzRecord record = records.next();
        FuzzAudit.Sent kept =
            new FuzzAudit.Sent(record.fate(), record.kind(), record.fingerprint());
        FuzzRecord.Tick tick = record.tick();
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(
                    Rig.INPUT, null, record.key(), record.value(), Arrays.asList(record.headers())),
                (metadata, reason) -> {
                  if (reason != null) {
                    failure.set(reason);
                    return;
                  }
                  Place place = new Place(metadata.partition(), metadata.offset());
                  sent.put(place, kept);
                  if (tick != null) {
                    good.add(new Observed(tick.series(), tick.second(), tick.price(), place));
                  }
                });
      }
    }
    assertThat(failure.get()).as("a record that Kafka did not take").isNull();
    return good;
  }
}
