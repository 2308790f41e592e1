package dev.foretick.stream.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends records when they are due. The first one that the broker does not take ends it: what comes
 * behind would be a gap that nobody sees. One thread owns it.
 */
public final class Feeder {
  /** So often it looks up from waiting. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** What the broker has not taken by then, after somebody stopped it, it will not have. */
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** The same once a record has failed: its own time is over already. */
  private static final Duration CLOSE_FAILED = Duration.ofSeconds(2);

  /** What is due within this time goes at once: to wait for less costs more than it is worth. */
  private static final long WORTH_WAITING_NANOS = 500_000;

  private final RecordSource source;
  private final Pace pace;
  private final FeedLimits limits;
  private final LeadIn leadIn;
  private final Delivery delivery;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final Pause pause;
  private final FeedView view;
  private boolean stopped;
  private long paced;
  private long pacedFromNanos;
  private long lastTime = FeedRecord.NO_TIME;

  /**
   * Prepares a run.
   *
   * @param producer that does not block for long where it cannot take a record, as that of {@link
   *     FeedProducer}
   * @param patience how long a record may wait for the producer to take it
   * @param nanoClock as {@link System#nanoTime}
   */
  public Feeder(
      RecordSource source,
      Pace pace,
      FeedLimits limits,
      Producer<byte[], byte[]> producer,
      String topic,
      Duration patience,
      LongSupplier nanoClock,
      Pause pause,
      FeedView view) {
    this.source = source;
    this.pace = pace;
    this.limits = limits;
    this.leadIn = new LeadIn(limits.leadIn());
    this.delivery = new Delivery(producer, topic, nanoClock);
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.pause = pause;
    this.view = view;
  }

  /** Waits, but not for somebody who wants it to end. */
  public interface Pause {
    /** Waits at most so long; says whether it is to end. */
    boolean await(Duration atMost) throws InterruptedException;
  }

  /**
   * Sends until the source is over, somebody stops it, or a record fails; then waits until the
   * broker has it all. However it ends, the producer is closed.
   */
  public FeedReport run() throws InterruptedException {
    long start = nanoClock.getAsLong();
    Optional<Delivery.Failure> before;
    try {
      sendAll();
      awaitAnswers();
    } finally {
      before = delivery.failure();
      close(before.isPresent() ? CLOSE_FAILED : CLOSE);
    }
    return report(start, before.or(this::unanswered));
  }

  private void sendAll() throws InterruptedException {
    long skipped = 0;
    while (!isToEnd(Duration.ZERO) && delivery.sent() < limits.limit()) {
      Optional<FeedRecord> next = source.poll(SLICE);
      if (next.isPresent() && skipped < limits.skip()) {
        skipped++;
      } else if (next.isPresent()) {
        if (awaitDue(next.get())) {
          send(next.get());
        }
      } else if (source.isOver()) {
        break;
      }
      show();
    }
  }

  private void awaitAnswers() throws InterruptedException {
    while (!stopped && !delivery.isAnswered()) {
      stopped = pause.await(SLICE);
      show();
    }
  }

  /** Waits; says whether somebody stopped it, or a record failed. */
  private boolean isToEnd(Duration atMost) throws InterruptedException {
    if (delivery.failure().isPresent()) {
      return true;
    }
    stopped |= pause.await(atMost);
    return stopped;
  }

  /** Says whether it is due, and not the end before. */
  private boolean awaitDue(FeedRecord record) throws InterruptedException {
    if (leadIn.takes(record)) {
      return true;
    }
    if (paced == 0) {
      pacedFromNanos = nanoClock.getAsLong();
    }
    long due = pacedFromNanos + pace.dueNanos(paced++, record.epochNanos());
    for (long left = due - nanoClock.getAsLong();
        left > WORTH_WAITING_NANOS;
        left = due - nanoClock.getAsLong()) {
      if (isToEnd(shorter(Duration.ofNanos(left)))) {
        return false;
      }
      show();
    }
    return true;
  }

  private void send(FeedRecord record) throws InterruptedException {
    long number = limits.skip() + delivery.sent();
    long start = nanoClock.getAsLong();
    while (!delivery.offer(record, number)) {
      if (isToEnd(Duration.ZERO)) {
        return;
      }
      if (nanoClock.getAsLong() - start >= patience.toNanos()) {
        delivery.giveUp(number, new TimeoutException(silence()));
        return;
      }
      show();
    }
    lastTime = record.epochNanos();
  }

  private void close(Duration atMost) {
    if (!delivery.isAnswered()) {
      view.ending(atMost);
    }
    delivery.close(atMost);
  }

  /** What failed only because nobody waited for it any longer. */
  private Optional<Delivery.Failure> unanswered() {
    return delivery
        .failure()
        .map(
            each -> each.isSilence() ? new Delivery.Failure(each.number(), silence(), true) : each);
  }

  private String silence() {
    return "the broker has not answered for %d s".formatted(delivery.silence().toSeconds());
  }

  private FeedReport report(long start, Optional<Delivery.Failure> failure) {
    return new FeedReport(
        delivery.sent(),
        delivery.acknowledged(),
        source.refused(),
        Duration.ofNanos(nanoClock.getAsLong() - start),
        failure.map(Delivery.Failure::number).orElse(limits.skip() + delivery.sent()),
        stopped,
        failure.map(Delivery.Failure::text),
        source.remarks());
  }

  private void show() {
    OptionalLong of = source.total();
    view.show(
        new FeedStatus(
            delivery.sent(),
            of.isPresent()
                ? OptionalLong.of(Math.min(limits.limit(), of.getAsLong() - limits.skip()))
                : limits.limit() < Long.MAX_VALUE ? OptionalLong.of(limits.limit()) : of,
            lastTime,
            pace.perSecond(),
            delivery.unanswered()));
  }

  private static Duration shorter(Duration left) {
    return left.compareTo(SLICE) < 0 ? left : SLICE;
  }
}
