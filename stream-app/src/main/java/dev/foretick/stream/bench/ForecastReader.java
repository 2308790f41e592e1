package dev.foretick.stream.bench;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Finds out which ticks the forecasts of a server answer, and how late they are. */
final class ForecastReader implements TopicReader.Taker {
  private final Answered answered;
  private final ForecastScan scan = new ForecastScan();
  private volatile Optional<LatencyWindow> latency = Optional.empty();

  /**
   * Starts without any.
   *
   * @param partitions of the topic that they answer
   */
  ForecastReader(int partitions) {
    answered = new Answered(partitions);
  }

  Answered answered() {
    return answered;
  }

  /** Takes times from now on. */
  void measure(LatencyWindow window) {
    latency = Optional.of(window);
  }

  @Override
  public void take(ConsumerRecords<ByteBuffer, ByteBuffer> records) {
    long now = WallClock.epochNanos();
    Optional<LatencyWindow> window = latency;
    for (ConsumerRecord<ByteBuffer, ByteBuffer> record : records) {
      scan.scan(record.value());
      answered.add(scan.partition(), scan.offset());
      if (window.isPresent()) {
        window.get().record(scan.cutoffNanos(), now);
      }
    }
  }
}
