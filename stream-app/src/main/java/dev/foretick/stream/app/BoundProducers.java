package dev.foretick.stream.app;

import dev.foretick.stream.publish.ProducerOpener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Makes the producers of one loop, one after the other, and shows the metrics of the last one. */
final class BoundProducers implements ProducerOpener, AutoCloseable {
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final MeterRegistry registry;
  private @Nullable KafkaClientMetrics bound;

  BoundProducers(Supplier<Producer<byte[], byte[]>> producers, MeterRegistry registry) {
    this.producers = producers;
    this.registry = registry;
  }

  @Override
  public Producer<byte[], byte[]> open() {
    close();
    Producer<byte[], byte[]> producer = producers.get();
    KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
    metrics.bindTo(registry);
    bound = metrics;
    return producer;
  }

  /** Shows no metrics any more; whoever has the producer closes it. */
  @Override
  public void close() {
    if (bound != null) {
      bound.close();
      bound = null;
    }
  }
}
