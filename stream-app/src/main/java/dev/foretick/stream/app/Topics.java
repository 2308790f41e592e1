package dev.foretick.stream.app;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.topics.TopicLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
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

/** Sees to it that every topic is there, and fit for its purpose, before the first poll. */
final class Topics {
  /*
   * First everything is looked at, so that one start tells all there is to put right; only then something is changed.
   * Another server may do the same at this moment: what it was quicker with is looked at again.
   */
  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private final Admin admin;
  private final ServeConfig.Topics config;
  private final WindowsTopic windows;
  private final int maxRequestBytes;
  private final BrokerAnswers answers;

  /**
   * Prepares for one server.
   *
   * @param maxRequestBytes the most bytes of a message that its producers take
   */
  Topics(
      Admin admin,
      ServeConfig.Topics config,
      WindowsTopic windows,
      int maxRequestBytes,
      BrokerAnswers answers) {
    this.admin = admin;
    this.config = config;
    this.windows = windows;
    this.maxRequestBytes = maxRequestBytes;
    this.answers = answers;
  }

  /**
   * Creates what is missing of the topics that the server writes, if that is wanted, and gives the
   * topic of windows what it lacks. The input topic has to be there: one that is missing is more
   * often a name misspelt than a topic to be made.
   *
   * @return how many partitions the input topic has
   * @throws ServerException if a topic is missing or unfit and stays so, or the broker does not
   *     answer
   */
  int ensure() {
    Map<String, String> keys = keys();
    Map<String, Integer> partitions = describe(keys.keySet());
    List<String> missing =
        keys.keySet().stream().filter(topic -> !partitions.containsKey(topic)).toList();
    TopicSettings settings = new TopicSettings(admin, answers);
    settings.read(
        List.of(config.windows(), config.deadLetter()).stream()
            .filter(partitions::containsKey)
            .toList());

    List<String> problems = new ArrayList<>();
    keys.forEach(
        (topic, key) -> {
          if (!partitions.containsKey(topic)) {
            requireCreatable(topic, key, problems);
          }
        });
    requireWindowsFit(partitions, settings, problems);
    tell(problems);
    warnOfDeadLetters(settings);

    int count = partitions.getOrDefault(config.input(), 1);
    create(missing, count, problems);
    growWindows(partitions, count, problems);
    widenWindows(settings, problems);
    tell(problems);

    missing.forEach(topic -> partitions.put(topic, count));
    partitions.merge(config.windows(), count, Math::max);
    awaitLeaders(partitions);
    return count;
  }

  /** Says what is to be done about a topic of windows with too few partitions. */
  static String tooFewPartitions(ServeConfig.Topics config, int present, int wanted) {
    return "topics.windows: %s has %d partitions (expected: %d, as %s has, or topics.create: true)"
        .formatted(config.windows(), present, wanted, config.input());
  }

  /** The key of the configuration that names each topic. */
  private Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(config.input(), "topics.input");
    keys.put(config.output(), "topics.output");
    keys.put(config.deadLetter(), "topics.dead-letter");
    keys.put(config.windows(), "topics.windows");
    config.scores().ifPresent(scores -> keys.put(scores, "topics.scores"));
    return keys;
  }

  private void requireCreatable(String topic, String key, List<String> problems) {
    if (topic.equals(config.input())) {
      problems.add(
          "topics.input: %s is missing (expected: a topic of %s that observations are written to)"
              .formatted(topic, answers.brokers()));
    } else if (!config.create()) {
      problems.add(
          "%s: %s is missing (expected: a topic of %s, or topics.create: true)"
              .formatted(key, topic, answers.brokers()));
    }
  }

  /** Each partition of the input has its windows in the partition of the same number. */
  private void requireWindowsFit(
      Map<String, Integer> partitions, TopicSettings settings, List<String> problems) {
    int wanted = partitions.getOrDefault(config.input(), 1);
    int present = partitions.getOrDefault(config.windows(), wanted);
    if (present < wanted && !config.create()) {
      problems.add(tooFewPartitions(config, present, wanted));
    }
    settings
        .cleanupPolicy(config.windows())
        .filter(policy -> !policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
        .ifPresent(
            policy ->
                problems.add(
                    "topics.windows: %s has cleanup.policy=%s (expected: compact, or snapshots are deleted)"
                        .formatted(config.windows(), policy)));
    if (!config.create()) {
      narrow(settings).ifPresent(bytes -> problems.add(tooNarrow(bytes)));
    }
    if (windows.largestMessage() > maxRequestBytes) {
      problems.add(
          "kafka.max.request.size: %d (expected: >= %d, the largest snapshot of this model)"
              .formatted(maxRequestBytes, windows.largestMessage()));
    }
  }

  /** The largest message that the topic of windows takes, if that is too small. */
  private Optional<Long> narrow(TopicSettings settings) {
    return settings
        .maxMessageBytes(config.windows())
        .filter(bytes -> bytes < windows.largestMessage());
  }

  private String tooNarrow(long present) {
    return "topics.windows: %s has max.message.bytes=%d (expected: >= %d, the largest snapshot of this model)"
        .formatted(config.windows(), present, windows.largestMessage());
  }

  private void warnOfDeadLetters(TopicSettings settings) {
    settings
        .cleanupPolicy(config.deadLetter())
        .filter(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
        .ifPresent(
            policy ->
                log.warn(
                    "topics.dead-letter: {} has cleanup.policy={} (expected: delete): it keeps the last letter of"
                        + " each key only, and takes none of a record without a key",
                    config.deadLetter(),
                    policy));
  }

  private Map<String, Integer> describe(Iterable<String> names) {
    List<String> asked = new ArrayList<>();
    names.forEach(asked::add);
    Map<String, Integer> present = new LinkedHashMap<>();
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin.describeTopics(asked).topicNameValues();
    List<String> refused = new ArrayList<>();
    descriptions.forEach(
        (name, answer) -> {
          try {
            present.put(name, answers.await(answer).partitions().size());
          } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
              refused.add(answers.refused(name));
            } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
              throw answers.unanswered(e);
            }
          }
        });
    tell(refused);
    return present;
  }

  private void create(List<String> missing, int partitions, List<String> problems) {
    if (missing.isEmpty()) {
      return;
    }
    List<String> created = new ArrayList<>();
    Map<String, KafkaFuture<Void>> answersOf =
        admin
            .createTopics(missing.stream().map(name -> newTopic(name, partitions)).toList())
            .values();
    answersOf.forEach(
        (topic, answer) -> {
          try {
            answers.await(answer);
            created.add(topic);
          } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
              problems.add(
                  "%s: %s is missing and the broker does not let it be created (expected: the user's right Create on the topic or the cluster, or a topic that is there)"
                      .formatted(keys().get(topic), topic));
            } else if (!(e.getCause() instanceof TopicExistsException)) {
              problems.add(
                  "%s: %s cannot be created: %s (expected: the right to, or a topic that is there)"
                      .formatted(keys().get(topic), topic, String.valueOf(e.getCause())));
            }
          }
        });
    if (!created.isEmpty()) {
      log.info("Created the topics {}", created);
    }
  }

  private NewTopic newTopic(String name, int partitions) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    return name.equals(config.windows()) ? topic.configs(windows.config()) : topic;
  }

  private void growWindows(Map<String, Integer> partitions, int wanted, List<String> problems) {
    int present = partitions.getOrDefault(config.windows(), wanted);
    if (present >= wanted) {
      return;
    }
    try {
      answers.await(MorePartitions.give(admin, config.windows(), wanted));
    } catch (ExecutionException e) {
      problems.add(
          "topics.windows: %s has %d partitions and cannot be given more: %s (expected: %d, as %s has)"
              .formatted(
                  config.windows(), present, String.valueOf(e.getCause()), wanted, config.input()));
    }
  }

  private void widenWindows(TopicSettings settings, List<String> problems) {
    narrow(settings)
        .ifPresent(
            present ->
                settings
                    .raiseMaxMessageBytes(config.windows(), windows.maxMessageBytes())
                    .ifPresent(
                        why ->
                            problems.add(tooNarrow(present) + " and cannot be given it: " + why)));
  }

  private void awaitLeaders(Map<String, Integer> partitions) {
    try {
      TopicLeaders.await(admin, partitions, Duration.ofSeconds(BrokerAnswers.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw answers.unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw answers.unanswered(e);
    }
  }

  private static void tell(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ServerException(String.join(System.lineSeparator(), problems));
    }
  }
}
