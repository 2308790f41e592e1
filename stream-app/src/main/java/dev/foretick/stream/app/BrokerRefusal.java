package dev.foretick.stream.app;

import dev.foretick.stream.config.ServeConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/**
 * Says in one line what a broker that refuses a client wants: which key of the configuration is
 * wrong, or which right the user lacks on what.
 */
final class BrokerRefusal {
  private final String brokers;
  private final String groupId;

  /** The key of each topic's name. */
  private final Map<String, String> keys = new LinkedHashMap<>();

  private final String inputTopic;
  private final String windowsTopic;

  /**
   * Explains refusals of one server.
   *
   * @param brokers that are asked
   */
  BrokerRefusal(String brokers, String groupId, ServeConfig.Topics topics) {
    this.brokers = brokers;
    this.groupId = groupId;
    this.inputTopic = topics.input();
    this.windowsTopic = topics.windows();
    keys.put(inputTopic, "topics.input");
    keys.put(topics.output(), "topics.output");
    keys.put(topics.deadLetter(), "topics.dead-letter");
    keys.put(windowsTopic, "topics.windows");
    topics.scores().ifPresent(scores -> keys.put(scores, "topics.scores"));
  }

  static BrokerRefusal of(ServeConfig config) {
    return new BrokerRefusal(
        String.valueOf(config.kafka().get("bootstrap.servers")), config.groupId(), config.topics());
  }

  /** Names the brokers that are asked. */
  String brokers() {
    return brokers;
  }

  /** What a failure means, if it or one of its causes is a refusal. */
  Optional<String> explain(Throwable failure) {
    for (Throwable cause : chain(failure)) {
      String message = message(cause);
      if (message != null) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** What the user lacks on a topic that the broker does not let it see, read or write. */
  String topic(String topic) {
    String right =
        topic.equals(inputTopic) ? "Read" : topic.equals(windowsTopic) ? "Read or Write" : "Write";
    String key = keys.get(topic);
    return key == null
        ? "topic %s: refused by the broker (expected: the user's rights of docs/security.md)"
            .formatted(topic)
        : "%s: %s is refused by the broker (expected: the user's right %s on the topic)"
            .formatted(key, topic, right);
  }

  private @Nullable String message(Throwable cause) {
    if (cause instanceof TopicAuthorizationException topics) {
      Set<String> refused = topics.unauthorizedTopics();
      return refused.isEmpty()
          ? "topics: %s (expected: the user's rights of docs/security.md)"
              .formatted(cause.getMessage())
          : refused.stream().sorted().map(this::topic).collect(Collectors.joining("; "));
    } else if (cause instanceof GroupAuthorizationException) {
      return "group.id: %s is refused by the broker (expected: the user's right Read on the group)"
          .formatted(groupId);
    } else if (cause instanceof TransactionalIdAuthorizationException) {
      return "group.id: transactions of %s are refused by the broker (expected: the user's rights Write and Describe on transactional ids that begin with %s-)"
          .formatted(groupId, groupId);
    } else if (cause instanceof ClusterAuthorizationException) {
      return "kafka.bootstrap.servers: %s refuses what concerns the cluster, %s (expected: the user's rights of docs/security.md)"
          .formatted(brokers, cause.getMessage());
    } else if (cause instanceof UnsupportedSaslMechanismException) {
      return "kafka.sasl.mechanism: refused by %s, %s (expected: a mechanism of the broker)"
          .formatted(brokers, cause.getMessage());
    } else if (cause instanceof SaslAuthenticationException) {
      return "kafka.sasl.jaas.config: refused by %s, %s (expected: a user and the password that the broker has of it)"
          .formatted(brokers, cause.getMessage());
    } else if (cause instanceof SslAuthenticationException) {
      return certificate(cause);
    }
    return null;
  }

  private String certificate(Throwable failure) {
    String reason = "";
    for (Throwable cause : chain(failure)) {
      reason = String.valueOf(cause.getMessage());
    }
    if (reason.contains("certification path") || reason.contains("trustAnchors")) {
      return "kafka.ssl.truststore.location: the certificate of %s is not trusted, %s (expected: a truststore with the authority that signed it)"
          .formatted(brokers, reason);
    } else if (reason.contains("alternative name") || reason.contains("No name matching")) {
      return "kafka.bootstrap.servers: the certificate of %s is for another host, %s (expected: a name that the certificate states)"
          .formatted(brokers, reason);
    }
    return "kafka.ssl.*: no TLS connection to %s, %s (expected: settings that suit the broker's listener)"
        .formatted(brokers, reason);
  }

  private static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    Throwable cause = failure;
    while (cause != null && chain.add(cause)) {
      cause = cause.getCause();
    }
    return chain;
  }
}
