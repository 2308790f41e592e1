package dev.foretick.stream.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where new partitions go on, and holds up the others, live or being read back, as little
 * as possible. The loop's thread owns it.
 */
final class Locator {
  private static final Logger log = LoggerFactory.getLogger(Locator.class);

  /** How long the broker may take to answer while nothing else waits. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** The same of several at once, of which one may hold up the others: then each is asked for. */
  private static final Duration FIRST_ANSWER = Duration.ofMillis(500);

  /** The same while others wait. */
  static final Duration QUICK_ANSWER = Duration.ofMillis(300);

  /** Between two tries while others wait. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StartingPoints startingPoints;
  private final Retry retry;

  /**
   * Whether one was not located: one partition without a leader, or with a transaction that
   * somebody left open, is no reason for the others to wait.
   */
  private boolean hasFailed;

  private int turn;

  Locator(StartingPoints startingPoints, Clock clock) {
    this.startingPoints = startingPoints;
    this.retry = new Retry(clock, PAUSE);
  }

  /**
   * Asks where partitions go on.
   *
   * @param areOthersWaiting whether there are partitions besides, which wait meanwhile
   * @return those that the broker has said it of
   * @throws RetriableException if it said nothing and nobody else waits
   */
  Map<TopicPartition, StartingPoint> locate(Set<TopicPartition> fresh, boolean areOthersWaiting) {
    if (areOthersWaiting && !retry.isDue()) {
      return Map.of();
    }
    Set<TopicPartition> asked = areOthersWaiting && hasFailed ? nextOf(fresh) : fresh;
    try {
      Map<TopicPartition, StartingPoint> located =
          startingPoints.locate(asked, patience(asked, areOthersWaiting));
      hasFailed = asked.size() < fresh.size();
      retry.succeeded();
      return located;
    } catch (RetriableException e) {
      hasFailed = true;
      Map<TopicPartition, StartingPoint> some = areOthersWaiting ? Map.of() : locateEach(fresh);
      if (!areOthersWaiting && some.isEmpty()) {
        throw e;
      }
      retry.failed();
      // Metadata that are out of date are news for a moment, and fetched anew by then.
      if (!(e instanceof InvalidMetadataException) && retry.isTelling()) {
        log.warn("{} cannot be located yet, the others go on: {}", asked, e.toString());
      }
      return some;
    }
  }

  private Duration patience(Set<TopicPartition> asked, boolean areOthersWaiting) {
    if (areOthersWaiting) {
      return QUICK_ANSWER;
    }
    return asked.size() > 1 && !hasFailed ? FIRST_ANSWER : ANSWER;
  }

  /** One partition after the other, a try each. */
  private Set<TopicPartition> nextOf(Set<TopicPartition> fresh) {
    List<TopicPartition> inTurn = List.copyOf(fresh);
    turn++;
    return Set.of(inTurn.get(Math.floorMod(turn, inTurn.size())));
  }

  private Map<TopicPartition, StartingPoint> locateEach(Set<TopicPartition> fresh) {
    Map<TopicPartition, StartingPoint> located = new HashMap<>();
    if (fresh.size() > 1) {
      for (TopicPartition partition : fresh) {
        try {
          located.putAll(startingPoints.locate(Set.of(partition), QUICK_ANSWER));
        } catch (RetriableException e) {
          log.debug("{} cannot be located", partition, e);
        }
      }
    }
    return located;
  }
}
