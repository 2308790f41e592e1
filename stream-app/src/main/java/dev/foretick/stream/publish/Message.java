package dev.foretick.stream.publish;

import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record on its way to Kafka.
 *
 * @param acknowledged what happens once the broker has it for good; may run on any thread
 * @param whenTooLarge what is sent instead if the broker takes no record of this size; without it
 *     that is an error
 */
public record Message(
    ProducerRecord<byte[], byte[]> record,
    Runnable acknowledged,
    Optional<ProducerRecord<byte[], byte[]>> whenTooLarge) {

  public Message(ProducerRecord<byte[], byte[]> record) {
    this(record, () -> {});
  }

  public Message(ProducerRecord<byte[], byte[]> record, Runnable acknowledged) {
    this(record, acknowledged, Optional.empty());
  }
}
