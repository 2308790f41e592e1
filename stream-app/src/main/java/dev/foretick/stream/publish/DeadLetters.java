package dev.foretick.stream.publish;

import dev.foretick.common.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that are no observations aside, with their key, value and headers untouched and the
 * reason in further headers.
 */
public final class DeadLetters {
  private static final String PREFIX = "foretick.error.";

  private final String topic;
  private final Delivery delivery;

  public DeadLetters(String topic, Delivery delivery) {
    this.topic = topic;
    this.delivery = delivery;
  }

  public void send(ConsumerRecord<byte[], byte[]> record, MalformedRecordException reason) {
    Headers headers = new RecordHeaders(record.headers().toArray());
    put(headers, "class", reason.getClass().getName());
    put(headers, "message", String.valueOf(reason.getMessage()));
    put(headers, "topic", record.topic());
    put(headers, "partition", Integer.toString(record.partition()));
    put(headers, "offset", Long.toString(record.offset()));
    put(headers, "timestamp", Long.toString(record.timestamp()));
    delivery.sendOrReplace(letter(record, record.value(), headers), withoutValue(record, headers));
  }

  /** For a record so large that the further headers take it over the broker's limit. */
  private ProducerRecord<byte[], byte[]> withoutValue(
      ConsumerRecord<byte[], byte[]> record, Headers headers) {
    Headers more = new RecordHeaders(headers.toArray());
    int size = record.value() == null ? 0 : record.value().length;
    put(more, "value-omitted", size + " bytes, larger than " + topic + " takes");
    return letter(record, null, more);
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, Headers headers) {
    Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
    return new ProducerRecord<>(topic, null, timestamp, record.key(), value, headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
