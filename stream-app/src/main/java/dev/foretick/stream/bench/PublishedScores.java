package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The scores of a server, which are counted and not read: they are many, and the processor is
 * shared.
 */
final class PublishedScores implements TopicReader.Taker {
  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Duration STALLED = Duration.ofSeconds(20);

  private final ChildProcess producer;
  private final BenchWatch watch;
  private final String question;
  private volatile long count;

  /**
   * Starts without any.
   *
   * @param ticks the topic that the server reads
   * @param window of its model
   * @param maxPending the most forecasts of a series that wait to be scored
   */
  PublishedScores(
      ChildProcess producer, BenchWatch watch, String ticks, WindowSpec window, int maxPending) {
    this.producer = producer;
    this.watch = watch;
    this.question =
        "scores %s %d %d %d".formatted(ticks, window.inputSize(), window.horizon(), maxPending);
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the reader's thread writes.
  public void take(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    count += records.count();
  }

  /** Waits until all that are due so far have come, or until nothing moves any more. */
  ScoreCount settle() throws InterruptedException {
    long due = producer.ask(question, BenchedProducer.Due.class).scores();
    long moved = System.nanoTime();
    long seen = count;
    while (!watch.await(() -> count >= due, GLANCE)
        && System.nanoTime() - moved < STALLED.toNanos()) {
      if (count != seen) {
        seen = count;
        moved = System.nanoTime();
      }
    }
    return new ScoreCount(due, count);
  }
}
