package dev.foretick.stream.cli;

import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.Secrets;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.topics.TopicAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker a client goes to, and how: as a server's configuration says, or by options. */
final class BrokerOptions {
  /** How long a broker may take to answer a command's first question. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "A server's YAML configuration: its brokers, security, topics and the format of its"
            + " messages."
      })
  private @Nullable Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The brokers (default: " + LocalDefaults.BROKERS + ").")
  private @Nullable String bootstrapServers;

  @Option(
      names = {"-K", "--kafka"},
      paramLabel = "KEY=VALUE",
      description = {
        "A property of the Kafka client; may be repeated. Others can see it while this runs: keep"
            + " passwords in a configuration, as $${ENV}."
      })
  private Map<String, String> kafka = new LinkedHashMap<>();

  /** The server's configuration, if there is one. */
  Optional<ServeConfig> config() {
    return Optional.ofNullable(config).map(file -> ServeConfig.load(file, System.getenv()));
  }

  /** What every client is told: the configuration's properties, then those of the options. */
  Map<String, String> properties(Optional<ServeConfig> server) {
    Map<String, String> all = new HashMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, LocalDefaults.BROKERS);
    server.ifPresent(known -> all.putAll(known.kafka()));
    all.putAll(kafka);
    if (bootstrapServers != null) {
      all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }
    return all;
  }

  /** Names the brokers. */
  static String brokers(Map<String, String> properties) {
    return properties.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  /**
   * A client that asks about topics. Its questions end with our patience, as it could not be closed
   * before they do.
   */
  static Admin admin(Map<String, String> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    String millis = Long.toString(PATIENCE.toMillis());
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    return open(properties, ignored -> Admin.create(all));
  }

  /** Asks about topics. */
  static TopicAccess access(Admin admin, Map<String, String> properties) {
    String brokers = brokers(properties);
    return new TopicAccess(admin, brokers, PATIENCE, wanted(brokers));
  }

  /** What is expected where nobody answers. */
  static String wanted(String brokers) {
    String broker = "a Kafka broker, and its security.protocol";
    return brokers.equals(LocalDefaults.BROKERS)
        ? broker + "; 'foretick serve --broker' runs one"
        : broker;
  }

  /**
   * Makes a client.
   *
   * @throws CommandFailedException if it does not like a property, without telling secrets
   */
  static <T> T open(Map<String, String> properties, Function<Map<String, String>, T> client) {
    try {
      return client.apply(properties);
    } catch (KafkaException e) {
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      String text = String.valueOf(reason.getMessage());
      throw new CommandFailedException(
          // The client quotes what it could not read, which may be a part of a password.
          text.contains("JAAS config")
              ? "kafka: sasl.jaas.config cannot be read (expected: <login module> required <option>=\"<value>\" …;)"
              : "kafka: " + Secrets.redact(text, properties));
    }
  }
}
