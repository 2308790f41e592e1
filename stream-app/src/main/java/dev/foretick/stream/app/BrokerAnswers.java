package dev.foretick.stream.app;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what the broker says while the server starts. */
final class BrokerAnswers {
  static final int SECONDS = 30;

  private final BrokerRefusal refusal;

  BrokerAnswers(BrokerRefusal refusal) {
    this.refusal = refusal;
  }

  /** Names the brokers that are asked. */
  String brokers() {
    return refusal.brokers();
  }

  /**
   * Waits for an answer.
   *
   * @throws ExecutionException if the broker refuses
   * @throws ServerException if there is no answer
   */
  <T> T await(Future<T> answer) throws ExecutionException {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  /** What the user lacks on a topic that the broker does not let it see. */
  String refused(String topic) {
    return refusal.topic(topic);
  }

  /** An answer that is no use, or none. */
  ServerException unanswered(Exception reason) {
    Optional<String> refused = refusal.explain(reason);
    if (refused.isPresent()) {
      return new ServerException(refused.get(), reason);
    }
    String why =
        reason instanceof TimeoutException
            ? "no answer within %d s".formatted(SECONDS)
            : String.valueOf(reason.getCause() == null ? reason : reason.getCause());
    return new ServerException(
        "kafka.bootstrap.servers: %s does not answer: %s (expected: a Kafka broker, and its kafka.security.protocol)"
            .formatted(brokers(), why),
        reason);
  }
}
