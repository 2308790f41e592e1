package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOffsetsIT {
  private static final String GROUP = "foretick";
  private static final TopicPartition INPUT = new TopicPartition("in", 0);

  @TempDir Path directory;

  @Test
  void complaint_namesTheTransactionThatHoldsTheOffsets_untilItEnds() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer = producer(broker);
        KafkaConsumer<byte[], byte[]> member = member(broker)) {
      broker.createTopic(INPUT.topic(), 1);
      HeldOffsets impatient = new HeldOffsets(admin, GROUP, Duration.ZERO, Clock.systemUTC());
      assertThat(impatient.complaint()).as("before the group has committed").isEmpty();

      producer.initTransactions();
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          Map.of(INPUT, new OffsetAndMetadata(7)), member.groupMetadata());

      HeldOffsets patient = new HeldOffsets(admin, GROUP, Duration.ofMinutes(1), Clock.systemUTC());
      assertThat(patient.complaint()).as("a transaction that may last").isEmpty();
      assertThat(impatient.complaint())
          .get()
          .asString()
          .contains(
              "The offsets of the group foretick are held back",
              "abort --topic __consumer_offsets --partition",
              "--start-offset 0 ends it");

      producer.commitTransaction();
      // The producer does not wait for the marker of the end.
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (impatient.complaint().isPresent() && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(impatient.complaint()).as("after its end").isEmpty();
    }
  }

  private static KafkaConsumer<byte[], byte[]> member(EmbeddedBroker broker) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", GROUP),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "one"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
