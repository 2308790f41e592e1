package dev.foretick.stream.consume;

import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.lifecycle.BackOff;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.publish.DeliveryAbortedException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of a loop: goes round until it is told to stop or nothing helps any more. */
public final class LoopRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoopRunner.class);

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final LoopParts parts;
  private final ForecastLoop loop;
  private final Consumer<byte[], byte[]> consumer;
  private final LoopHealth health;
  private final StopFlag stop;
  private final Duration stopTimeout;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  /** When the stop was requested, by {@link System#nanoTime}; of use only once it was. */
  private volatile long stopNanos;

  private volatile Runnable whenEnded = () -> {};

  /**
   * Puts a loop together; {@link #start} sets it going.
   *
   * @param number of the loop in its server, from 1
   * @param stopTimeout how long {@link #close()} waits for the batch at hand
   */
  public LoopRunner(LoopParts parts, String topic, int number, Duration stopTimeout) {
    this.parts = parts;
    this.consumer = parts.consumer();
    this.health = parts.health();
    this.stop = parts.stop();
    this.stopTimeout = stopTimeout;
    this.loop = new ForecastLoop(parts);
    this.thread = new Thread(() -> run(topic), "foretick-loop-" + number);
    thread.setDaemon(true);
  }

  /**
   * Sets the loop going.
   *
   * @param ended what happens when it has ended, however that came about
   */
  public void start(Runnable ended) {
    whenEnded = ended;
    thread.start();
  }

  /** What ended the loop, if it was not a stop. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** Lets the loop finish its batch, commit and leave the group; gives up after the timeout. */
  @Override
  public void close() {
    if (!stop.isRequested()) {
      stopNanos = System.nanoTime();
    }
    stop.request();
    if (thread.getState() == Thread.State.NEW) {
      leave();
      return;
    }
    try {
      thread.join(stopTimeout.toMillis());
      if (thread.isAlive()) {
        log.warn("The batch at hand did not end within {}, giving it up", stopTimeout);
        // Lets go of a loop that waits for acknowledgements; what it waits for is not committed.
        parts.delivery().close();
        thread.join(GRACE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String topic) {
    try {
      loop.subscribe(topic);
      goRound();
      loop.settle();
    } catch (Throwable e) {
      end(e);
    } finally {
      try {
        leave();
      } finally {
        whenEnded.run();
      }
    }
  }

  private void goRound() {
    BackOff backOff = new BackOff(stop);
    BackOff afterAborts = new BackOff(stop);
    while (!stop.isRequested()) {
      try {
        if (loop.turn()) {
          afterAborts.reset();
        }
        backOff.reset();
      } catch (DeliveryAbortedException e) {
        health.heartbeat();
        log.warn("The batch is not committed, answering it again: {}", e.getMessage());
        afterAborts.pause();
      } catch (RetriableException e) {
        health.heartbeat();
        health.brokerAway(e.toString());
        log.warn("Kafka does not answer, trying again: {}", e.toString());
        backOff.pause();
      }
    }
  }

  private void end(Throwable reason) {
    if (stop.isRequested()) {
      log.warn("Stopped before the batch was through: {}", reason.toString());
    } else {
      failure = reason;
      if (isRefusal(reason)) {
        log.error("The loop ends, refused by the broker: {}", reason.toString());
      } else {
        log.error("The loop ends", reason);
      }
    }
  }

  /** Whether the broker refused a client: the user mends that, and no stack trace helps. */
  private static boolean isRefusal(Throwable reason) {
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    return cause instanceof AuthenticationException || cause instanceof AuthorizationException;
  }

  /** What is left of the time that a stop may take, but a moment at the least. */
  private Duration timeLeft() {
    if (!stop.isRequested()) {
      return stopTimeout;
    }
    Duration left = stopTimeout.minusNanos(System.nanoTime() - stopNanos);
    return left.compareTo(GRACE) > 0 ? left : GRACE;
  }

  private void leave() {
    try {
      consumer.close(
          CloseOptions.timeout(timeLeft())
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    } catch (RuntimeException e) {
      log.warn("The consumer did not close in order: {}", e.toString());
    }
    try {
      parts.restore().consumer().close(CloseOptions.timeout(GRACE));
    } catch (RuntimeException e) {
      log.warn("The reader of windows did not close in order: {}", e.toString());
    }
    try {
      parts.delivery().close();
    } finally {
      loop.close();
    }
  }
}
