package dev.foretick.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  /** Kafka hides certificates, which anybody may read. */
  private static final Set<String> PUBLIC =
      Set.of("ssl.truststore.certificates", "ssl.keystore.certificate.chain");

  @Test
  void everyPasswordOfKafkasClients_isASecret() {
    Set<String> passwords =
        Stream.of(
                ConsumerConfig.configDef(),
                ProducerConfig.configDef(),
                AdminClientConfig.configDef())
            .flatMap(definition -> definition.configKeys().values().stream())
            .filter(key -> key.type == ConfigDef.Type.PASSWORD)
            .map(key -> key.name)
            .filter(name -> !PUBLIC.contains(name))
            .collect(Collectors.toSet());

    assertThat(passwords).hasSizeGreaterThan(4).allMatch(Secrets::isSecret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listener.name.x.scram-sha-256.sasl.jaas.config",
        "my.plugin.api-key",
        "my.plugin.apiKey",
        "cloud.accessKey",
        "basic.auth.user.info",
        "bearer.auth.token",
        "vault.pwd"
      })
  void keysOfPlugins_areSecretsByTheirName(String key) {
    assertThat(Secrets.mask(key, "hunter2")).isEqualTo("****");
  }

  @Test
  void secretsWithinValues_areMasked_whereTheKeyDoesNotTell() {
    assertThat(Secrets.mask("schema.registry.url", "https://me:hunter2@registry:8081/a"))
        .isEqualTo("https://****@registry:8081/a");
    assertThat(Secrets.mask("plugin.options", "user=me;password=hunter2;port=1"))
        .isEqualTo("user=me;password=****;port=1");
    assertThat(Secrets.mask("bootstrap.servers", "one:9092,two:9092"))
        .isEqualTo("one:9092,two:9092");
  }

  @Test
  void redact_takesSecretsOutOfWhatOthersWrote() {
    Map<String, String> properties =
        Map.of(
            "sasl.jaas.config",
            "a.B required username=\"me\" password=\"hunter2\";",
            "ssl.key.password",
            "swordfish",
            "client.id",
            "mine");

    assertThat(Secrets.redact("mine: cannot log in with hunter2 and swordfish", properties))
        .isEqualTo("mine: cannot log in with **** and ****");
  }

  @Test
  void problems_quoteTheFile_notTheEnvironment() {
    Map<String, String> environment = Map.of("PIN", "hunter2");
    for (String line : List.of("http.port: ${PIN}", "threads: 1${PIN}", "kafka.group.id: ${PIN}")) {
      assertThat(problems(line, environment))
          .hasSize(1)
          .noneMatch(text -> text.contains("hunter2"));
    }
    assertThat(problems("http.port: ${PIN}", environment))
        .containsExactly("http.port: ${PIN} (expected: 0 to 65535)");
  }

  private static List<String> problems(String line, Map<String, String> environment) {
    try {
      ServeConfig.parse(
          "kafka.bootstrap.servers: b:1\nmodel.path: m\ntopics.input: t\n" + line, environment);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }
}
