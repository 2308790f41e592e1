package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicLong count = new AtomicLong();

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
  public void take(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    count.addAndGet(records.count());
  }

  /** Waits until all that are due so far have come, or until nothing moves any more. */
  ScoreCount settle() throws InterruptedException {
    long due = producer.ask(question, BenchedProducer.Due.class).scores();
    long moved = System.nanoTime();
    long seen = count.get();
    while (!watch.await(() -> count.get() >= due, GLANCE)
        && System.nanoTime() - moved < STALLED.toNanos()) {
      if (count.get() != seen) {
        seen = count.get();
        moved = System.nanoTime();
      }
    }
    return new ScoreCount(due, count.get());
  }
}
