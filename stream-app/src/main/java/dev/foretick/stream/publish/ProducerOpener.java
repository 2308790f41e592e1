package dev.foretick.stream.publish;

import org.apache.kafka.clients.producer.Producer;

/** Makes the transactional producer of a loop, and another in place of one that was closed. */
@FunctionalInterface
public interface ProducerOpener {
  Producer<byte[], byte[]> open();
}
