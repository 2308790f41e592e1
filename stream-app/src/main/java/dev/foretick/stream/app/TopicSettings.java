package dev.foretick.stream.app;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How topics are set up: what the broker lets this server know of it. */
final class TopicSettings {
  private static final Logger log = LoggerFactory.getLogger(TopicSettings.class);

  private final Admin admin;
  private final BrokerAnswers answers;

  /** By the name of the topic. */
  private final Map<String, Config> configs = new HashMap<>();

  TopicSettings(Admin admin, BrokerAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /** Asks about topics, which are there. One that this server may not ask about stays unknown. */
  void read(Collection<String> topics) {
    List<ConfigResource> resources = topics.stream().map(TopicSettings::resource).toList();
    Map<ConfigResource, KafkaFuture<Config>> configsOf = admin.describeConfigs(resources).values();
    configsOf.forEach(
        (resource, answer) -> {
          try {
            configs.put(resource.name(), answers.await(answer));
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
              throw answers.unanswered(e);
            }
            log.info(
                "How {} is set up is not checked: this server has no right to describe its configs",
                resource.name());
          }
        });
  }

  /** The cleanup policy of a topic; empty if it is not known. */
  Optional<String> cleanupPolicy(String topic) {
    return value(topic, TopicConfig.CLEANUP_POLICY_CONFIG);
  }

  /** How large a batch of messages may be; empty if it is not known. */
  Optional<Long> maxMessageBytes(String topic) {
    return value(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG).map(Long::parseLong);
  }

  /** Lets a topic take larger batches, or says in one line why it does not. */
  Optional<String> raiseMaxMessageBytes(String topic, long bytes) {
    AlterConfigOp raise =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytes)),
            AlterConfigOp.OpType.SET);
    try {
      answers.await(admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(raise))).all());
      log.info("{} takes messages of {} bytes by now", topic, bytes);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause()));
    }
  }

  private Optional<String> value(String topic, String key) {
    return Optional.ofNullable(configs.get(topic))
        .map(config -> config.get(key))
        .map(ConfigEntry::value);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
