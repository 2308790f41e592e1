package dev.foretick.stream.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/**
 * Says which values Kafka's clients would refuse, going by the clients' own declarations. A key
 * that they do not know is left alone: interceptors and login modules have keys of their own.
 */
final class KafkaValues {
  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  private KafkaValues() {}

  /**
   * What is expected of a key, if the value is not that.
   *
   * @param name as Kafka calls it
   */
  static Optional<String> expectedInsteadOf(String name, String value) {
    return CLIENTS.stream()
        .filter(client -> client.configKeys().containsKey(name))
        .filter(client -> isRefused(client, name, value))
        .map(client -> expected(Objects.requireNonNull(client.configKeys().get(name))))
        .findFirst();
  }

  /** The key that may be meant by one that none of the clients knows. */
  static Optional<String> meantBy(String name) {
    Set<String> known =
        CLIENTS.stream().flatMap(client -> client.names().stream()).collect(Collectors.toSet());
    return known.contains(name) ? Optional.empty() : Spelling.closest(name, known);
  }

  private static boolean isRefused(ConfigDef client, String name, String value) {
    Map<String, String> alone = new HashMap<>(Map.of(name, value));
    return client.validate(alone).stream()
        .anyMatch(each -> each.name().equals(name) && !each.errorMessages().isEmpty());
  }

  private static String expected(ConfigDef.ConfigKey key) {
    List<String> words = new ArrayList<>(List.of(kind(key.type)));
    validator(key.validator).ifPresent(words::add);
    return String.join(", ", words);
  }

  private static String kind(ConfigDef.Type type) {
    return switch (type) {
      case INT, SHORT, LONG -> "a whole number";
      case DOUBLE -> "a number";
      case BOOLEAN -> "true or false";
      case LIST -> "a list";
      case CLASS -> "a class on the class path";
      case STRING, PASSWORD -> "a text";
    };
  }

  /** Kafka's validators say in their text what they take, unless they are lambdas. */
  private static Optional<String> validator(ConfigDef.@Nullable Validator validator) {
    return Stream.ofNullable(validator)
        .map(Object::toString)
        .filter(text -> !text.contains("@") && !text.contains("$$"))
        .findFirst();
  }
}
