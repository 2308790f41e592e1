package dev.foretick.stream.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Sends records when they are due. The first one that the broker does not take ends it: what comes
 * behind would be a gap that nobody sees. One thread owns it.
 */
public final class Feeder {
  /** So often it looks up from waiting. */
  private static final Duration SLICE = Duration.ofMillis(100);

  /** What the broker has not taken by then, after somebody stopped it, it will not have. */
  private static final Duration CLOSE = Duration.ofSeconds(10);

  /** What is due within this time goes at once: to wait for less costs more than it is worth. */
  private static final long WORTH_WAITING_NANOS = 500_000;

  private final RecordSource source;
  private final Pace pace;
  private final FeedLimits limits;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final LongSupplier nanoClock;
  private final Pause pause;
  private final FeedView view;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
  private long sent;
  private long paced;
  private long pacedFromNanos;
  private long lastTime = FeedRecord.NO_TIME;

  /**
   * Prepares a run.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  public Feeder(
      RecordSource source,
      Pace pace,
      FeedLimits limits,
      Producer<byte[], byte[]> producer,
      String topic,
      LongSupplier nanoClock,
      Pause pause,
      FeedView view) {
    this.source = source;
    this.pace = pace;
    this.limits = limits;
    this.producer = producer;
    this.topic = topic;
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
    boolean stopped;
    try {
      stopped = awaitAcknowledged(sendAll());
    } finally {
      producer.close(CLOSE);
    }
    return report(start, stopped);
  }

  /** Says whether somebody stopped it. */
  private boolean sendAll() throws InterruptedException {
    boolean stopped = false;
    long skipped = 0;
    while (!stopped && sent < limits.limit() && failure.get() == null) {
      Optional<FeedRecord> next = source.poll(SLICE);
      if (next.isPresent() && skipped < limits.skip()) {
        skipped++;
      } else if (next.isPresent()) {
        stopped = awaitDue(next.get());
        if (!stopped) {
          send(next.get());
        }
      } else if (source.isOver()) {
        break;
      }
      stopped |= pause.await(Duration.ZERO);
      show();
    }
    return stopped;
  }

  private boolean awaitAcknowledged(boolean wasStopped) throws InterruptedException {
    boolean stopped = wasStopped;
    while (!stopped && acknowledged.get() + failed.get() < sent) {
      stopped = pause.await(SLICE);
      show();
    }
    return stopped;
  }

  /** Says whether it is to end. */
  private boolean awaitDue(FeedRecord record) throws InterruptedException {
    if (sent < limits.leadIn()) {
      return false;
    }
    if (paced == 0) {
      pacedFromNanos = nanoClock.getAsLong();
    }
    long due = pacedFromNanos + pace.dueNanos(paced++, record.epochNanos());
    for (long left = due - nanoClock.getAsLong();
        left > WORTH_WAITING_NANOS;
        left = due - nanoClock.getAsLong()) {
      if (failure.get() != null || pause.await(shorter(Duration.ofNanos(left)))) {
        return true;
      }
      show();
    }
    return false;
  }

  private void send(FeedRecord record) {
    long number = limits.skip() + sent;
    sent++;
    lastTime = record.epochNanos();
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, null, timestamp(record), key, record.value()),
              (metadata, error) -> {
                if (error == null) {
                  acknowledged.incrementAndGet();
                } else {
                  fail(number, error);
                }
              });
    } catch (KafkaException e) {
      fail(number, e);
    }
  }

  private static @Nullable Long timestamp(FeedRecord record) {
    OptionalLong stated = record.timestampMillis();
    return stated.isPresent() ? stated.getAsLong() : null;
  }

  /** Keeps the failure of the earliest record. */
  private void fail(long number, Exception error) {
    failed.incrementAndGet();
    failure.accumulateAndGet(
        new Failure(number, error),
        (before, now) ->
            now == null || (before != null && before.number() <= now.number()) ? before : now);
  }

  private FeedReport report(long start, boolean stopped) {
    Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - start);
    Failure first = failure.get();
    return new FeedReport(
        sent,
        acknowledged.get(),
        source.refused(),
        elapsed,
        first == null ? limits.skip() + sent : first.number(),
        stopped && first == null,
        Optional.ofNullable(first).map(Failure::text),
        source.remarks());
  }

  private void show() {
    OptionalLong of = source.total();
    view.show(
        sent,
        of.isPresent()
            ? OptionalLong.of(Math.min(limits.limit(), of.getAsLong() - limits.skip()))
            : limits.limit() < Long.MAX_VALUE ? OptionalLong.of(limits.limit()) : of,
        lastTime);
  }

  private static Duration shorter(Duration left) {
    return left.compareTo(SLICE) < 0 ? left : SLICE;
  }

  /** The record that failed, from 0, and why. */
  private record Failure(long number, Exception error) {
    String text() {
      return "record %d did not reach the topic: %s".formatted(number + 1, error.getMessage());
    }
  }
}
