package dev.foretick.stream.tail;

import dev.foretick.common.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The messages as they stand, one a line. */
public final class RawLines implements TailLines {
  @Override
  public Optional<String> header() {
    return Optional.empty();
  }

  @Override
  public Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new MalformedRecordException("value", "null", "a message");
    }
    return Optional.of(new String(record.value(), StandardCharsets.UTF_8));
  }
}
