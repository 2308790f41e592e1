package dev.foretick.stream.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Waits until the leader of each partition of a topic answers. A partition whose leader is not
 * there yet refuses a producer's first batch and may take its second, after which the first one is
 * out of order for good.
 */
public final class TopicLeaders {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TopicLeaders() {}

  /**
   * Asks until all answer. A topic that was only just made may not be known to the broker that is
   * asked, which is then asked again.
   *
   * @param partitions how many each topic has, by its name
   * @throws TimeoutException if some leader does not answer in time
   * @throws ExecutionException if the broker refuses for a reason that does not pass
   */
  public static void await(Admin admin, Map<String, Integer> partitions, Duration timeout)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(
        (topic, count) -> {
          for (int partition = 0; partition < count; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
          }
        });
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        admin
            .listOffsets(ends)
            .all()
            .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
          throw e;
        }
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }
}
