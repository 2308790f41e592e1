package dev.foretick.stream.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of feeding a topic.
 *
 * @param sent records that were handed to the producer
 * @param acknowledged records that the broker has
 * @param refused what the source could not use
 * @param elapsed from the first record to the last acknowledgement
 * @param next how many records of the source, from its first, are done with: where to go on
 * @param stopped whether somebody ended it early
 * @param failure why it ended early by itself
 * @param remarks what else is to be told, a line each
 */
public record FeedReport(
    long sent,
    long acknowledged,
    long refused,
    Duration elapsed,
    long next,
    boolean stopped,
    Optional<String> failure,
    List<String> remarks) {
  public FeedReport {
    remarks = List.copyOf(remarks);
  }

  /** Whether everything that should be in the topic is there. */
  public boolean whole() {
    return refused == 0 && failure.isEmpty() && sent == acknowledged;
  }

  /** Records per second over all. */
  public double perSecond() {
    return elapsed.isZero() ? 0 : acknowledged * 1e9 / elapsed.toNanos();
  }
}
