package dev.foretick.stream.publish;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** About how many bytes a message takes, before compression. */
final class MessageSize {
  private MessageSize() {}

  static int of(ProducerRecord<byte[], byte[]> record) {
    long size = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
    }
    return (int) Math.min(Integer.MAX_VALUE - 1, size);
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
