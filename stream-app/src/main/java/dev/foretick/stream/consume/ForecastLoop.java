package dev.foretick.stream.consume;

import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.inference.MicroBatch;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.metrics.Stage;
import dev.foretick.stream.metrics.StageWatch;
import dev.foretick.stream.publish.Delivery;
import dev.foretick.stream.publish.DeliveryAbortedException;
import dev.foretick.stream.publish.Snapshots;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.SeasonLags;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.BarKeeper;
import dev.foretick.stream.state.SeriesStore;
import dev.foretick.stream.watch.LoopWatch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of a loop, without its thread: what one poll brings is decoded, appended to the windows,
 * forecast as one micro-batch, published and committed. The poll is the batch: under light load
 * batches are small and fast, under backlog they grow. Only where records close so many bars that
 * they would be too much at once, a poll is answered in parts, each a batch of its own.
 */
final class ForecastLoop implements AutoCloseable {
  /** Also how long a stop may go unnoticed. */
  private static final Duration POLL_TIMEOUT = Duration.ofMillis(200);

  /** While windows are read back or looked through, which happens between two polls. */
  private static final Duration SHORT_POLL = Duration.ofMillis(10);

  /** How long parts of a poll follow each other before the group hears of this member again. */
  private static final Duration PARTS = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(ForecastLoop.class);

  private final Consumer<byte[], byte[]> consumer;
  private final AssignedPartitions partitions;
  private final ModelSwap model;
  private final RecordDecoder decoder;
  private final Arrivals arrivals;
  private final Appender windows;
  private final DeadRecords dead;
  private final RefusedRecords refused;
  private final PollCut cut;
  private final SetAsideLog setAside;
  private final Optional<QuietBars> quiet;
  private final MicroBatch batch;
  private final AnswerPublisher publisher;
  private final Delivery delivery;
  private final Snapshots snapshots;
  private final Optional<LiveScorer> scorer;
  private final SeriesStore store;
  private final LoopHealth health;
  private final StopFlag stop;
  private final LoopMetrics metrics;
  private final LoopWatch watch;
  private final Clock clock;

  ForecastLoop(LoopParts parts) {
    this.consumer = parts.consumer();
    this.partitions = new AssignedPartitions(parts);
    this.model = new ModelSwap(parts);
    this.setAside =
        new SetAsideLog(
            parts.deadLetters().topic(),
            parts.eventTime().late() == LateRule.DEAD_LETTER,
            parts.clock());
    this.dead = new DeadRecords(parts.deadLetters(), parts.metrics(), setAside);
    this.decoder = new RecordDecoder(parts.codec(), partitions, dead);
    this.cut = new PollCut(parts.consumer(), partitions);
    this.arrivals =
        new Arrivals(
            parts.codec().format().channels(),
            parts
                .scorer()
                .filter(live -> parts.eventTime().bars().isEmpty())
                .map(LiveScorer::season)
                .orElse(SeasonLags.NONE));
    this.refused =
        new RefusedRecords(parts.deadLetters(), parts.metrics(), setAside, parts.eventTime());
    parts.eventTime().maxAhead().ifPresent(parts.store()::limitAhead);
    Optional<BarKeeper> bars = parts.eventTime().bars();
    if (bars.isPresent()) {
      BarAppender appender =
          new BarAppender(parts.store(), bars.get(), parts.batch(), parts.emit());
      this.windows = appender;
      this.quiet = Optional.of(new QuietBars(parts, bars.get(), appender, partitions));
    } else {
      this.windows = new WindowAppender(parts.store(), parts.batch(), parts.emit());
      this.quiet = Optional.empty();
    }
    this.batch = parts.batch();
    this.publisher = new AnswerPublisher(parts.publisher(), parts.scorer(), parts.watch());
    this.delivery = parts.delivery();
    this.snapshots = parts.snapshots();
    this.scorer = parts.scorer();
    this.store = parts.store();
    this.health = parts.health();
    this.stop = parts.stop();
    this.metrics = parts.metrics();
    this.watch = parts.watch();
    this.clock = parts.clock();
  }

  /** Joins the group that shares the topic. */
  void subscribe(String topic) {
    consumer.subscribe(List.of(topic), partitions);
  }

  /**
   * Goes round once.
   *
   * @return whether there was anything to do
   * @throws RetriableException if Kafka does not answer; nothing was read then, so that going round
   *     again is all it takes
   * @throws DeliveryAbortedException if the batch is not committed; the loop stands at what is, so
   *     that going round again is all it takes as well
   */
  boolean turn() {
    model.takeNext();
    watch.attend(store);
    try {
      delivery.open();
      boolean isClosed = quiet.isPresent() && answerQuiet(quiet.get());
      return answer(poll()) || isClosed;
    } catch (DeliveryAbortedException e) {
      partitions.rollBack();
      scorer.ifPresent(LiveScorer::rollBack);
      metrics.batchAborted();
      setAside.batchAborted();
      stayMember();
      throw e;
    } catch (RetriableException e) {
      stayMember();
      throw e;
    }
  }

  /**
   * Lets the group hear of this member, and this member of the group, while there is nothing to
   * read: one that is thrown out only learns of it in a poll.
   */
  private void stayMember() {
    if (partitions.isHoldingAll()) {
      try {
        consumer.poll(Duration.ZERO);
      } catch (RetriableException e) {
        log.debug("Nothing to read, and nobody answers", e);
      }
    }
  }

  /** Waits until what was published is acknowledged and committed. */
  void settle() {
    delivery.settle();
  }

  private boolean answer(ConsumerRecords<byte[], byte[]> records) {
    if (records.isEmpty()) {
      delivery.commit(Map.of(), snapshots);
      scorer.ifPresent(LiveScorer::publish);
      setAside.tell();
      return false;
    }
    StageWatch watch = metrics.watch();

    decoder.decode(records, arrivals);
    watch.ended(Stage.DECODE);

    long end = clock.millis() + PARTS.toMillis();
    int next = answerPart(0, records, watch);
    while (next < arrivals.size() && clock.millis() < end && !stop.isRequested()) {
      next = answerPart(next, records, watch);
    }
    if (next < arrivals.size()) {
      cut.readAgain(next, arrivals, records);
    }
    return true;
  }

  /** Answers the observations from a row on, and gives the row of the first that is left. */
  private int answerPart(int from, ConsumerRecords<byte[], byte[]> records, StageWatch watch) {
    int next = windows.append(arrivals, from);
    int live = arrivals.live(from, next);
    metrics.consumed(live);
    metrics.replayed(next - from - live);
    dead.putAsideBefore(next);
    refused.tell(arrivals, from, next, records);
    watch.ended(Stage.WINDOW);

    answer(windows.due(arrivals), cut.reached(next, arrivals, records), watch);
    return next;
  }

  /** Answers the bars that the wall clock closes, if there are any. */
  private boolean answerQuiet(QuietBars bars) {
    StageWatch watch = metrics.watch();
    Map<TopicPartition, OffsetAndMetadata> offsets = bars.close();
    if (offsets.isEmpty()) {
      return false;
    }
    Arrivals due = bars.closed();
    watch.ended(Stage.WINDOW);

    answer(due, offsets, watch);
    return true;
  }

  private void answer(
      Arrivals due, Map<TopicPartition, OffsetAndMetadata> offsets, StageWatch watch) {
    batch.infer();
    watch.ended(Stage.INFER);

    publisher.publish(due, batch.answers());
    watch.ended(Stage.PUBLISH);

    delivery.commit(offsets, snapshots);
    watch.ended(Stage.COMMIT);

    scorer.ifPresent(LiveScorer::publish);
    metrics.batchEnded();
    setAside.batchEnded();
    health.heartbeat();
  }

  /** Frees the model. */
  @Override
  public void close() {
    model.close();
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    Map<TopicPartition, OffsetAndMetadata> starts = partitions.advance();
    if (!starts.isEmpty()) {
      delivery.commit(starts, snapshots);
    }
    // What is evicted next belongs to the batch that is read, and comes to nothing with it.
    scorer.ifPresent(LiveScorer::publish);
    store.evictIdle();
    tellProgress();
    try {
      return consumer.poll(pollTimeout());
    } catch (OffsetOutOfRangeException e) {
      partitions.outOfRange(e.offsetOutOfRangePartitions());
      return ConsumerRecords.empty();
    }
  }

  private Duration pollTimeout() {
    if (partitions.snapshotsLeft() > 0 || watch.isBusy()) {
      return SHORT_POLL;
    }
    return quiet.isPresent() ? quiet.get().until(POLL_TIMEOUT) : POLL_TIMEOUT;
  }

  private void tellProgress() {
    int restoring = partitions.restoringCount();
    health.heartbeat();
    health.restored(partitions.hasJoined() && restoring == 0);
    health.restoring(restoring, partitions.snapshotsLeft());
    metrics.restoring(restoring);
    metrics.seriesActive(store.size());
    long lag = lag();
    metrics.lag(lag);
    health.lag(lag);
  }

  private long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }
}
