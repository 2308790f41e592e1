package dev.foretick.stream.consume;

import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.metrics.Stage;
import dev.foretick.stream.metrics.StageWatch;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The work of a loop, without its thread: what one poll brings is decoded, appended to the windows,
 * forecast as one micro-batch, published and committed. The poll is the batch: under light load
 * batches are small and fast, under backlog they grow.
 */
final class ForecastLoop implements AutoCloseable {
  /** Also how long a stop may go unnoticed. */
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final AssignedPartitions partitions;
  private final ModelSwap model;
  private final RecordDecoder decoder;
  private final Arrivals arrivals;
  private final WindowAppender windows;
  private final MicroBatch batch;
  private final AnswerPublisher publisher;
  private final Delivery delivery;
  private final SeriesStore store;
  private final LoopHealth health;
  private final LoopMetrics metrics;

  ForecastLoop(LoopParts parts) {
    this.consumer = parts.consumer();
    this.partitions = new AssignedPartitions(parts);
    this.model = new ModelSwap(parts);
    this.decoder =
        new RecordDecoder(parts.codec(), partitions, parts.deadLetters(), parts.metrics());
    this.arrivals = new Arrivals(parts.codec().format().channels());
    this.windows = new WindowAppender(parts.store(), parts.batch(), parts.emit(), parts.metrics());
    this.batch = parts.batch();
    this.publisher = new AnswerPublisher(parts.publisher(), parts.scorer());
    this.delivery = parts.delivery();
    this.store = parts.store();
    this.health = parts.health();
    this.metrics = parts.metrics();
  }

  /** Joins the group that shares the topic. */
  void subscribe(String topic) {
    consumer.subscribe(List.of(topic), partitions);
  }

  /**
   * Goes round once.
   *
   * @throws RetriableException if Kafka does not answer; nothing was read then, so that going round
   *     again is all it takes
   */
  void turn() {
    model.takeNext();
    ConsumerRecords<byte[], byte[]> records = poll();
    if (records.isEmpty()) {
      delivery.commit(Map.of());
      return;
    }
    StageWatch watch = metrics.watch();

    decoder.decode(records, arrivals);
    watch.ended(Stage.DECODE);

    windows.append(arrivals);
    watch.ended(Stage.WINDOW);

    batch.infer();
    watch.ended(Stage.INFER);

    publisher.publish(arrivals, batch.answers());
    watch.ended(Stage.PUBLISH);

    delivery.commit(liveOffsets(records));
    watch.ended(Stage.COMMIT);
  }

  /** Waits until what was published is acknowledged and committed. */
  void settle() {
    delivery.settle();
  }

  /** Frees the model. */
  @Override
  public void close() {
    model.close();
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    partitions.rewindNew();
    partitions.finishRestored();
    store.evictIdle();
    health.heartbeat();
    health.restored(partitions.hasJoined() && partitions.restoringCount() == 0);
    metrics.seriesActive(store.size());
    long lag = lag();
    metrics.lag(lag);
    health.lag(lag);
    return consumer.poll(POLL_TIMEOUT);
  }

  /** How far the batch reaches in each partition, but for what was only replayed. */
  private Map<TopicPartition, OffsetAndMetadata> liveOffsets(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              if (next.offset() > partitions.liveOffset(partition)) {
                offsets.put(partition, next);
              }
            });
    return offsets;
  }

  private long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }
}
