package dev.foretick.stream.topics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks for a topic before anything is written to it or read from it, and makes one if asked to.
 */
public final class TopicAccess {
  private final Admin admin;
  private final String brokers;
  private final Duration timeout;
  private final String wanted;

  /**
   * Prepares to ask.
   *
   * @param brokers what complaints call the broker
   * @param timeout how long to wait for an answer
   * @param wanted what is expected where nobody answers
   */
  public TopicAccess(Admin admin, String brokers, Duration timeout, String wanted) {
    this.admin = admin;
    this.brokers = brokers;
    this.timeout = timeout;
    this.wanted = wanted;
  }

  /**
   * Says how many partitions a topic has.
   *
   * @param remedy what to do about a topic that is missing
   * @throws TopicException if it is missing, or the broker does not answer or refuses
   */
  public int partitions(String topic, String remedy) throws InterruptedException {
    try {
      return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
          .mapToInt(description -> description.partitions().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new TopicException(
            "topic %s: missing at %s (expected: %s)".formatted(topic, brokers, remedy), e);
      }
      throw refused(topic, e);
    }
  }

  /**
   * Makes a topic and returns when it can be written; one that is there already stays as it is.
   *
   * @return whether it is new
   * @throws TopicException if the broker does not answer or refuses
   */
  public boolean create(String topic, int partitions) throws InterruptedException {
    try {
      NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
      await(admin.createTopics(List.of(wanted)).all());
      TopicLeaders.await(admin, Map.of(topic, partitions), timeout);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw refused(topic, e);
    } catch (TimeoutException e) {
      throw unreachable(e);
    }
  }

  private <T> T await(Future<T> answer) throws ExecutionException, InterruptedException {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(e);
      }
      throw e;
    }
  }

  private TopicException unreachable(Exception reason) {
    return new TopicException(
        "broker %s: no answer within %d s (expected: %s)"
            .formatted(brokers, timeout.toSeconds(), wanted),
        reason);
  }

  private TopicException refused(String topic, ExecutionException reason) {
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    return new TopicException(
        "topic %s: refused by %s: %s (expected: the user's rights on it)"
            .formatted(topic, brokers, cause.getMessage()),
        reason);
  }
}
