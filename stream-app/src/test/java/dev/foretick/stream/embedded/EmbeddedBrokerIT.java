package dev.foretick.stream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path directory;

  @Test
  void start_thenProduceAndConsume_keepsOrder() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      broker.createTopic("ticks", 1);
      produce(broker, "a", "b", "c");
      assertThat(consume(broker, "reader", 3)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void start_onTheDirectoryOfAStoppedOne_findsRecordsAndCommittedOffsets() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      broker.createTopic("ticks", 1);
      produce(broker, "a", "b");
      assertThat(consume(broker, "reader", 2)).containsExactly("a", "b");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      broker.createTopic("ticks", 1);
      produce(broker, "c");
      assertThat(consume(broker, "reader", 1)).containsExactly("c");
      assertThat(consume(broker, "another", 3)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void start_onAPortInUse_saysWhichPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(directory, taken.getLocalPort()))
          .isInstanceOf(EmbeddedBrokerException.class)
          .hasMessage(
              "port: %d is in use (expected: a free port, or 0 for any)", taken.getLocalPort());
    }
  }

  @Test
  void start_onADirectoryThatIsAFile_saysWhichDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> EmbeddedBroker.start(file, 0))
        .isInstanceOf(EmbeddedBrokerException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void close_leavesItsPortFree() throws IOException {
    EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
    broker.close();
    broker.close();
    int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.isBound()).isTrue();
    }
  }

  private static void produce(EmbeddedBroker broker, String... values) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("ticks", value)).get();
      }
    }
  }

  private static List<String> consume(EmbeddedBroker broker, String group, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "group.id",
            group,
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("ticks"));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(200))) {
          values.add(polled.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }
}
