package dev.foretick.stream.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the broker was given and what it said to that. One thread gives; answers come on others. */
final class Delivery {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final LongSupplier nanoClock;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
  private volatile long answeredNanos;
  private long sent;
  private boolean refusing;

  /**
   * Prepares.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  Delivery(Producer<byte[], byte[]> producer, String topic, LongSupplier nanoClock) {
    this.producer = producer;
    this.topic = topic;
    this.nanoClock = nanoClock;
    this.answeredNanos = nanoClock.getAsLong();
  }

  /**
   * Gives a record to the producer.
   *
   * @param number of the record, from 0
   * @return false if the producer has no room for it now, or does not know where it goes: it may be
   *     given again
   */
  boolean offer(FeedRecord record, long number) {
    if (!refusing && isAnswered()) {
      // From now on it owes an answer.
      answeredNanos = nanoClock.getAsLong();
    }
    Answer answer = new Answer(number);
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(topic, null, timestamp(record), key, record.value()), answer);
    } catch (KafkaException e) {
      fail(number, e);
    }
    refusing = answer.refused;
    if (!refusing) {
      sent++;
    }
    return !refusing;
  }

  /** Gives a record up that the producer has not taken. */
  void giveUp(long number, Exception reason) {
    refusing = false;
    sent++;
    fail(number, reason);
  }

  /** Waits for what the broker owes, and takes what does not come for failed. */
  void close(Duration atMost) {
    producer.close(atMost);
  }

  long sent() {
    return sent;
  }

  long acknowledged() {
    return acknowledged.get();
  }

  boolean isAnswered() {
    return acknowledged.get() + failed.get() >= sent;
  }

  /** The failure of the earliest record that failed. */
  Optional<Failure> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** How long the broker owes an answer; zero if it owes none. */
  Duration unanswered() {
    return refusing || !isAnswered() ? silence() : Duration.ZERO;
  }

  /** How long ago it answered, or began to owe an answer. */
  Duration silence() {
    return Duration.ofNanos(Math.max(0, nanoClock.getAsLong() - answeredNanos));
  }

  private static @Nullable Long timestamp(FeedRecord record) {
    OptionalLong stated = record.timestampMillis();
    return stated.isPresent() ? stated.getAsLong() : null;
  }

  private void fail(long number, Exception error) {
    failed.incrementAndGet();
    failure.accumulateAndGet(
        new Failure(
            number,
            String.valueOf(error.getMessage()),
            error instanceof TimeoutException || error.getClass() == KafkaException.class),
        (before, now) ->
            now == null || (before != null && before.number() <= now.number()) ? before : now);
  }

  /**
   * The record that failed.
   *
   * @param number from 0
   * @param isSilence whether the broker said nothing: time was over, or the producer was closed
   */
  record Failure(long number, String reason, boolean isSilence) {
    String text() {
      return "record %d did not reach the topic: %s".formatted(number + 1, reason);
    }
  }

  /** What comes of one record. */
  private final class Answer implements Callback {
    private final long number;
    private final Thread giver = Thread.currentThread();

    /** Of the giver's thread alone. */
    private boolean refused;

    Answer(long number) {
      this.number = number;
    }

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception error) {
      if (error == null) {
        answeredNanos = nanoClock.getAsLong();
        acknowledged.incrementAndGet();
      } else if (error instanceof TimeoutException && Thread.currentThread() == giver) {
        // The producer itself says so, before it has taken the record.
        refused = true;
      } else {
        fail(number, error);
      }
    }
  }
}
