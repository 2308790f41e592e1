package dev.foretick.stream.consume;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.state.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where this member stands in each of its partitions. The loop's thread owns it; Kafka calls the
 * listener within {@code poll}.
 */
final class AssignedPartitions implements ConsumerRebalanceListener {
  /*
   *            assigned        the broker says where        the snapshots are in         position reaches the
   *                              the group stands                                            live offset
   *  (nobody's) ─────▶ NEW ─────────────────────▶ LOADING ─────────────────▶ REPLAYING ──────────────────▶ LIVE
   *      ▲              ▲  paused                     paused            changes windows, publishes nothing    │
   *      │              └───────────────────────────── rollBack ◀─────────────────────────────────────────────┤
   *      └───────────────────────────────────────── revoked, lost ◀───────────────────────────────────────────┘
   *
   * All of it happens between two polls of the loop and a little at a time, so that live partitions go on. Asking
   * outside of the listener means that a broker that does not answer is tried again by the loop, like everything else.
   */
  private static final Logger log = LoggerFactory.getLogger(AssignedPartitions.class);

  /** How long the broker may take to answer while nothing else waits. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** The same while partitions are live. */
  private static final Duration QUICK_ANSWER = Duration.ofMillis(300);

  private static final Duration SNAPSHOTS = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Delivery delivery;
  private final SeriesStore store;
  private final StartingPoints startingPoints;
  private final SnapshotReader snapshots;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<TopicPartition, Progress> partitions = new LinkedHashMap<>();

  private boolean joined;

  private enum Stage {
    NEW,
    LOADING,
    REPLAYING,
    LIVE
  }

  private static final class Progress {
    private Stage stage = Stage.NEW;
    private long sinceMillis;
    private StartingPoint start = new StartingPoint(0, 0, 0, false);

    Progress(long sinceMillis) {
      this.sinceMillis = sinceMillis;
    }
  }

  AssignedPartitions(LoopParts parts) {
    this.consumer = parts.consumer();
    this.delivery = parts.delivery();
    this.store = parts.store();
    this.startingPoints =
        new StartingPoints(
            consumer, parts.restore().reset(), parts.restore().maxReplayRecords(), parts.clock());
    this.snapshots =
        new SnapshotReader(
            parts.restore().consumer(),
            parts.restore().windowLog(),
            parts.restore().topic(),
            store);
    this.metrics = parts.metrics();
    this.clock = parts.clock();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> added) {
    joined = true;
    for (TopicPartition partition : added) {
      partitions.put(partition, new Progress(clock.millis()));
      begin(partition);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    delivery.settle();
    forget(revoked);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    forget(lost);
  }

  /** Goes back to what is committed in every partition that has gone beyond it. */
  void rollBack() {
    partitions.forEach(
        (partition, progress) -> {
          if (progress.stage == Stage.REPLAYING || progress.stage == Stage.LIVE) {
            progress.stage = Stage.NEW;
            progress.sinceMillis = clock.millis();
            begin(partition);
          }
        });
  }

  /**
   * Brings the partitions that are not live a step nearer to it.
   *
   * @return the offsets at which partitions start of which the group has committed nothing
   */
  Map<TopicPartition, OffsetAndMetadata> advance() {
    Map<TopicPartition, OffsetAndMetadata> starts = locateNew();
    if (snapshots.isReading()) {
      Duration timeout = in(Stage.LIVE).isEmpty() ? SNAPSHOTS : Duration.ZERO;
      snapshots.read(timeout).forEach(this::loaded);
    }
    for (TopicPartition partition : in(Stage.REPLAYING)) {
      if (consumer.position(partition) >= progress(partition).start.live()) {
        live(partition);
      }
    }
    return starts;
  }

  /**
   * The first offset of a partition that is to be answered: a record before it was answered earlier
   * and only completes its window.
   */
  long liveOffset(TopicPartition partition) {
    return progress(partition).start.live();
  }

  /** Whether the group has said which partitions are this member's, if any. */
  boolean hasJoined() {
    return joined;
  }

  /** The partitions whose records are answered. */
  Set<TopicPartition> live() {
    return in(Stage.LIVE);
  }

  /** How many partitions are not live yet. */
  int restoringCount() {
    return partitions.size() - in(Stage.LIVE).size();
  }

  /** How many messages with windows are left to read. */
  long snapshotsLeft() {
    return snapshots.isReading() ? snapshots.left() : 0;
  }

  /** A new partition is held until it is known where it goes on. */
  private void begin(TopicPartition partition) {
    store.assign(partition.partition());
    consumer.pause(Set.of(partition));
    // Any position will do: without one, the consumer would look for it by itself.
    consumer.seek(partition, 0);
  }

  private void forget(Collection<TopicPartition> gone) {
    delivery.forget(gone);
    for (TopicPartition partition : gone) {
      store.drop(partition.partition());
      snapshots.stop(partition.partition());
      partitions.remove(partition);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> locateNew() {
    Set<TopicPartition> fresh = in(Stage.NEW);
    if (fresh.isEmpty()) {
      return Map.of();
    }
    boolean isOthersLive = !in(Stage.LIVE).isEmpty();
    try {
      Map<TopicPartition, StartingPoint> points =
          startingPoints.locate(fresh, isOthersLive ? QUICK_ANSWER : ANSWER);
      points.forEach(this::located);
      return points.entrySet().stream()
          .filter(entry -> entry.getValue().isNew())
          .collect(
              Collectors.toMap(
                  Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue().live())));
    } catch (TimeoutException e) {
      if (!isOthersLive) {
        throw e;
      }
      log.warn("{} cannot be located yet, the others go on: {}", fresh, e.getMessage());
      return Map.of();
    }
  }

  private void located(TopicPartition partition, StartingPoint start) {
    Progress progress = progress(partition);
    progress.start = start;
    progress.stage = Stage.LOADING;
    // Only now: what the group has committed is at an end of the log that is asked for later.
    snapshots.begin(partition.partition(), start.live());
  }

  private void loaded(int number, boolean isWhole) {
    for (TopicPartition partition : in(Stage.LOADING)) {
      if (partition.partition() == number) {
        replay(partition, isWhole);
      }
    }
  }

  private void replay(TopicPartition partition, boolean isWhole) {
    Progress progress = progress(partition);
    StartingPoint start = progress.start;
    long from = isWhole ? start.replayFrom() : Math.min(start.replayFrom(), start.rebuildFrom());
    consumer.seek(partition, from);
    consumer.resume(Set.of(partition));
    log.info(
        "{}: {} windows are read back, {} records are read again",
        partition,
        store.size(partition.partition()),
        start.live() - from);
    if (from < start.live()) {
      progress.stage = Stage.REPLAYING;
    } else {
      live(partition);
    }
  }

  private void live(TopicPartition partition) {
    Progress progress = progress(partition);
    progress.stage = Stage.LIVE;
    Duration taken = Duration.ofMillis(clock.millis() - progress.sinceMillis);
    metrics.restored(taken);
    log.info("{} is live at offset {} after {}", partition, progress.start.live(), taken);
  }

  private Set<TopicPartition> in(Stage stage) {
    return partitions.entrySet().stream()
        .filter(entry -> entry.getValue().stage == stage)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Progress progress(TopicPartition partition) {
    Progress progress = partitions.get(partition);
    if (progress == null) {
      throw new IllegalStateException("%s is not assigned".formatted(partition));
    }
    return progress;
  }
}
