package dev.foretick.stream.consume;

import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.state.SeriesStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
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

  private static final Duration SNAPSHOTS = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final Delivery delivery;
  private final SeriesStore store;
  private final Locator locator;
  private final SnapshotReader snapshots;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final Map<TopicPartition, Progress> partitions = new LinkedHashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> uncommittedStarts = new HashMap<>();

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
    this.locator =
        new Locator(new StartingPoints(consumer, parts.restore(), parts.clock()), parts.clock());
    this.snapshots = new SnapshotReader(parts.restore(), store, parts.metrics(), parts.clock());
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
            restart(partition, progress);
          }
        });
  }

  /**
   * Goes on behind records that are gone.
   *
   * @param positions of the partitions that have no record there
   * @throws TimeoutException if the broker does not say where they begin
   */
  void outOfRange(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> beginnings =
        consumer.beginningOffsets(positions.keySet(), Locator.QUICK_ANSWER);
    positions.forEach(
        (partition, position) -> {
          Stage stage = progress(partition).stage;
          if (stage == Stage.NEW || stage == Stage.LOADING) {
            return; // Its place is still looked for.
          }
          long beginning = beginnings.getOrDefault(partition, 0L);
          if (position < beginning) {
            goBehind(partition, position, beginning);
          } else {
            log.warn("{} has no offset {} any more, looking where it goes on", partition, position);
            delivery.settle();
            delivery.forget(Set.of(partition));
            restart(partition, progress(partition));
          }
        });
  }

  /**
   * Brings the partitions that are not live a step nearer to it.
   *
   * @return where partitions have gone live of which the group has committed nothing; only now do
   *     their windows say from where they have to be rebuilt
   */
  Map<TopicPartition, OffsetAndMetadata> advance() {
    locateNew();
    if (snapshots.isReading()) {
      Duration timeout = in(Stage.LIVE).isEmpty() ? SNAPSHOTS : Duration.ZERO;
      snapshots.read(timeout).forEach(this::loaded);
    }
    for (TopicPartition partition : in(Stage.REPLAYING)) {
      if (hasReplayed(partition)) {
        live(partition);
      }
    }
    Map<TopicPartition, OffsetAndMetadata> starts = Map.copyOf(uncommittedStarts);
    uncommittedStarts.clear();
    return starts;
  }

  /** Whether no partition is read at the moment, so that a poll brings no record. */
  boolean isHoldingAll() {
    return in(Stage.LIVE).isEmpty() && in(Stage.REPLAYING).isEmpty();
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

  private void restart(TopicPartition partition, Progress progress) {
    progress.stage = Stage.NEW;
    progress.sinceMillis = clock.millis();
    snapshots.stop(partition.partition());
    begin(partition);
  }

  private void goBehind(TopicPartition partition, long position, long beginning) {
    long live = progress(partition).start.live();
    long lost = beginning - Math.max(position, live);
    if (lost > 0) {
      log.warn("{}: {} records were deleted before they were read", partition, lost);
    }
    if (position < live) {
      log.warn(
          "{}: {} records were deleted that were to be read again: some windows lack them",
          partition,
          Math.min(beginning, live) - position);
    }
    consumer.seek(partition, beginning);
  }

  /**
   * Whether the records before the live offset are through; the position may be unknown for a
   * while.
   */
  private boolean hasReplayed(TopicPartition partition) {
    try {
      return consumer.position(partition, Duration.ZERO) >= progress(partition).start.live();
    } catch (TimeoutException e) {
      return false;
    }
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
      uncommittedStarts.remove(partition);
    }
  }

  private void locateNew() {
    Set<TopicPartition> fresh = in(Stage.NEW);
    if (!fresh.isEmpty()) {
      locator.locate(fresh, fresh.size() < partitions.size()).forEach(this::located);
    }
  }

  private void located(TopicPartition partition, StartingPoint found) {
    Progress progress = progress(partition);
    // Where it once started holds until it is committed, though the end of the log goes on.
    boolean isKept = found.isNew() && progress.start.isNew();
    StartingPoint start = isKept ? progress.start : found;
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
    // Where there is not one window, the topic may have been deleted, or be a new one.
    boolean isUsable = isWhole && store.size(partition.partition()) > 0;
    long from = isUsable ? start.replayFrom() : Math.min(start.replayFrom(), start.rebuildFrom());
    consumer.seek(partition, from);
    consumer.resume(Set.of(partition));
    log.info(
        "{}: {} windows were written down, {} records are read again to complete them",
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
    if (progress.start.isNew()) {
      uncommittedStarts.put(partition, new OffsetAndMetadata(progress.start.live()));
    }
    Duration taken = Duration.ofMillis(clock.millis() - progress.sinceMillis);
    metrics.restored(taken);
    log.info(
        "{} is live at offset {} after {} ms", partition, progress.start.live(), taken.toMillis());
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
