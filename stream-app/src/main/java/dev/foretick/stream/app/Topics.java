package dev.foretick.stream.app;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.topics.TopicLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that every topic is there before the first poll. */
final class Topics {
  private static final Logger log = LoggerFactory.getLogger(Topics.class);
  private static final int ANSWER_SECONDS = 30;

  /** Small segments, so that what a restart has to read stays near to one snapshot a series. */
  private static final Map<String, String> WINDOWS_CONFIG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG, "33554432",
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "16777216");

  private final Admin admin;
  private final ServeConfig.Topics config;
  private final String brokers;
  private final BrokerRefusal refusal;

  Topics(Admin admin, ServeConfig config) {
    this.admin = admin;
    this.config = config.topics();
    this.brokers = String.valueOf(config.kafka().get("bootstrap.servers"));
    this.refusal = new BrokerRefusal(config);
  }

  /**
   * Creates what is missing of the topics that the server writes, if that is wanted. The input
   * topic has to be there: one that is missing is more often a name misspelt than a topic to be
   * made.
   *
   * @throws ServerException if a topic is missing and stays so, or the broker does not answer
   */
  void ensure() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(config.input(), "topics.input");
    keys.put(config.output(), "topics.output");
    keys.put(config.deadLetter(), "topics.dead-letter");
    keys.put(config.windows(), "topics.windows");
    config.scores().ifPresent(scores -> keys.put(scores, "topics.scores"));
    Map<String, Integer> partitions = new LinkedHashMap<>();
    describe(keys.keySet())
        .forEach((topic, description) -> partitions.put(topic, description.partitions().size()));
    List<String> missing =
        keys.keySet().stream().filter(topic -> !partitions.containsKey(topic)).toList();
    if (!missing.isEmpty()) {
      requireCreatable(missing, keys);
      int count = partitions.getOrDefault(config.input(), 1);
      create(missing, count, keys);
      missing.forEach(topic -> partitions.put(topic, count));
    }
    awaitLeaders(partitions);
    requireWindowsFit(partitions);
  }

  /** Each partition of the input has its windows in the partition of the same number. */
  private void requireWindowsFit(Map<String, Integer> partitions) {
    int wanted = partitions.getOrDefault(config.input(), 1);
    int present = partitions.getOrDefault(config.windows(), wanted);
    if (present < wanted) {
      throw new ServerException(
          "topics.windows: %s has %d partitions (expected: %d, as %s has)"
              .formatted(config.windows(), present, wanted, config.input()));
    }
  }

  private void requireCreatable(List<String> missing, Map<String, String> keys) {
    List<String> problems = new ArrayList<>();
    for (String topic : missing) {
      if (topic.equals(config.input())) {
        problems.add(
            "topics.input: %s is missing (expected: a topic of %s that observations are written to)"
                .formatted(topic, brokers));
      } else if (!config.create()) {
        problems.add(
            "%s: %s is missing (expected: a topic of %s, or topics.create: true)"
                .formatted(keys.get(topic), topic, brokers));
      }
    }
    if (!problems.isEmpty()) {
      throw new ServerException(String.join(System.lineSeparator(), problems));
    }
  }

  private Map<String, TopicDescription> describe(Set<String> names) {
    Map<String, TopicDescription> present = new LinkedHashMap<>();
    List<String> refused = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(names).topicNameValues();
    answers.forEach(
        (name, answer) -> {
          try {
            present.put(name, answer.get(ANSWER_SECONDS, TimeUnit.SECONDS));
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
              refused.add(refusal.topic(name));
            } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
              throw unanswered(e);
            }
          } catch (TimeoutException e) {
            throw unanswered(e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(e);
          }
        });
    if (!refused.isEmpty()) {
      throw new ServerException(String.join(System.lineSeparator(), refused));
    }
    return present;
  }

  private void create(List<String> missing, int partitions, Map<String, String> keys) {
    try {
      admin
          .createTopics(missing.stream().map(name -> newTopic(name, partitions)).toList())
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
      log.info("Created the topics {}", missing);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        throw new ServerException(refusedToCreate(missing, keys), e);
      }
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new ServerException(
            "topics %s cannot be created: %s (expected: the right to, or topics that are there)"
                .formatted(missing, String.valueOf(e.getCause())),
            e);
      }
    } catch (TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private NewTopic newTopic(String name, int partitions) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    return name.equals(config.windows()) ? topic.configs(WINDOWS_CONFIG) : topic;
  }

  private static String refusedToCreate(List<String> missing, Map<String, String> keys) {
    return missing.stream()
        .map(
            topic ->
                "%s: %s is missing and the broker does not let it be created (expected: the user's right Create on the topic or the cluster, or a topic that is there)"
                    .formatted(keys.get(topic), topic))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private void awaitLeaders(Map<String, Integer> partitions) {
    try {
      TopicLeaders.await(admin, partitions, Duration.ofSeconds(ANSWER_SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private ServerException unanswered(Exception reason) {
    Optional<String> refused = refusal.explain(reason);
    if (refused.isPresent()) {
      return new ServerException(refused.get(), reason);
    }
    String why =
        reason instanceof TimeoutException
            ? "no answer within %d s".formatted(ANSWER_SECONDS)
            : String.valueOf(reason.getCause() == null ? reason : reason.getCause());
    return new ServerException(
        "kafka.bootstrap.servers: %s does not answer: %s (expected: a Kafka broker, and its kafka.security.protocol)"
            .formatted(brokers, why),
        reason);
  }
}
