package dev.foretick.stream.publish;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Refuses the next records, each with its reason. */
final class FailingProducer extends MockProducer<byte[], byte[]> {
  private volatile List<RuntimeException> reasons = List.of();
  private volatile boolean stuck;

  FailingProducer() {
    super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void refuseNext(RuntimeException... next) {
    reasons = List.of(next);
  }

  /** Acknowledges nothing from now on. */
  void stick() {
    stuck = true;
  }

  /** What Kafka's producer does to messages that wait when it is closed. */
  void abort() {
    while (errorNext(new TimeoutException("closed"))) {}
  }

  @Override
  public synchronized void flush() {
    if (stuck) {
      return;
    }
    if (!reasons.isEmpty() && errorNext(reasons.get(0))) {
      reasons = reasons.subList(1, reasons.size());
      return;
    }
    while (completeNext()) {}
  }
}
