package dev.foretick.stream.tail;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes lines of records. One thread owns it. */
public interface TailLines {
  /** Names the columns; empty where there are none. */
  Optional<String> header();

  /**
   * Makes a line.
   *
   * @return empty if the record alone does not make one
   * @throws dev.foretick.common.wire.MalformedRecordException if the record is not what it should
   *     be
   */
  Optional<String> line(ConsumerRecord<byte[], byte[]> record);
}
