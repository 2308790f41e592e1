package dev.foretick.stream.publish;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that are no observations, or not to be used, aside, with their key, value and
 * headers untouched and the reason in further headers.
 */
public final class DeadLetters {
  private static final String PREFIX = "foretick.error.";
  private static final int LONG_KEY_BYTES = 1024;

  private final String topic;
  private final Delivery delivery;

  public DeadLetters(String topic, Delivery delivery) {
    this.topic = topic;
    this.delivery = delivery;
  }

  /** Where they go. */
  public String topic() {
    return topic;
  }

  public void send(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    Headers headers = why(record, reason, new RecordHeaders(record.headers().toArray()));
    delivery.sendOrReplace(
        letter(record, record.key(), record.value(), headers), shortened(record, reason));
  }

  private static Headers why(
      ConsumerRecord<byte[], byte[]> record, RuntimeException reason, Headers headers) {
    put(headers, "class", reason.getClass().getName());
    put(headers, "message", String.valueOf(reason.getMessage()));
    put(headers, "topic", record.topic());
    put(headers, "partition", Integer.toString(record.partition()));
    put(headers, "offset", Long.toString(record.offset()));
    put(headers, "timestamp", Long.toString(record.timestamp()));
    return headers;
  }

  /**
   * For a record so large that the further headers take it over the broker's limit: without its
   * value and headers, and without its key if that is long.
   */
  private ProducerRecord<byte[], byte[]> shortened(
      ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    Headers headers = why(record, reason, new RecordHeaders());
    int size = record.value() == null ? 0 : record.value().length;
    put(headers, "value-omitted", size + " bytes, larger than " + topic + " takes");
    byte[] key = record.key();
    if (key != null && key.length > LONG_KEY_BYTES) {
      put(headers, "key-omitted", key.length + " bytes");
      key = null;
    }
    return letter(record, key, null, headers);
  }

  private ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    Long timestamp = record.timestamp() < 0 ? null : record.timestamp();
    return new ProducerRecord<>(topic, null, timestamp, key, value, headers);
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
  }
}
