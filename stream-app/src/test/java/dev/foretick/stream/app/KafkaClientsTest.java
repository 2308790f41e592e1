package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.OffsetReset;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  @Test
  void property_thatKafkaRefuses_isOneLineThatNamesIt() {
    KafkaClients clients =
        clients("kafka.session.timeout.ms: 9000\nkafka.group.protocol: consumer");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> clients.consumer(1))
        .withMessageStartingWith("kafka: ")
        .withMessageContaining("session.timeout.ms")
        .withMessageNotContaining("\n");
  }

  @Test
  void broker_whoseNameIsUnknown_isOneLine() {
    KafkaClients clients = clients("kafka.reconnect.backoff.ms: 10", "no-such-host.invalid:9092");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(clients::admin)
        .withMessageContaining("bootstrap.servers");
  }

  @Test
  void offsetReset_isTheUsers() {
    assertThat(clients("kafka.max.poll.records: 7").offsetReset().kind())
        .isEqualTo(OffsetReset.Kind.EARLIEST);
    assertThat(clients("kafka.auto.offset.reset: latest").offsetReset().kind())
        .isEqualTo(OffsetReset.Kind.LATEST);
    assertThat(clients("kafka.auto.offset.reset: by_duration:PT2H").offsetReset())
        .isEqualTo(new OffsetReset(OffsetReset.Kind.BY_DURATION, Duration.ofHours(2)));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> clients("kafka.auto.offset.reset: newest").offsetReset())
        .withMessageContaining(
            "kafka.auto.offset.reset: newest (expected: a text, [latest, earliest");
  }

  @Test
  void transactionalId_isOfGroupInstanceAndLoop() {
    assertThat(clients("group.id: plant").transactionalId(2)).isEqualTo("plant-pod-2");
  }

  @Test
  void maxPollRecords_areTheUsers() {
    assertThat(clients("kafka.max.poll.records: 7").maxPollRecords()).isEqualTo(7);
  }

  @Test
  void maxPollRecords_whereOneAnswerForEachSeriesIsEnough_isLarge() {
    assertThat(clients("emit: latest").maxPollRecords()).isEqualTo(10_000);
    assertThat(clients("emit: latest\nkafka.max.poll.records: 7").maxPollRecords()).isEqualTo(7);
  }

  @Test
  void clientId_ofSeveralLoops_isNumbered() {
    assertThat(clientId("kafka.client.id: mine\nthreads: 2")).isEqualTo("mine-2");
    assertThat(clientId("kafka.client.id: mine")).isEqualTo("mine");
  }

  private static String clientId(String yaml) {
    try (Producer<byte[], byte[]> producer = clients(yaml).producer(2)) {
      return String.valueOf(producer.metrics().keySet().iterator().next().tags().get("client-id"));
    }
  }

  private static KafkaClients clients(String kafka) {
    return clients(kafka, "127.0.0.1:1");
  }

  private static KafkaClients clients(String kafka, String bootstrap) {
    return new KafkaClients(
        ServeConfig.parse(
            "kafka.bootstrap.servers: %s\nmodel.path: m\ntopics.input: t\n%s"
                .formatted(bootstrap, kafka),
            Map.of()),
        "pod");
  }
}
