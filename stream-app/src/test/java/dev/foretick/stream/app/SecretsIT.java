package dev.foretick.stream.app;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.testing.SecureBroker;
import dev.foretick.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is printed and logged, down to DEBUG of every library, holds no secret. */
@Timeout(90)
class SecretsIT {
  private static final String USER = "foretick";
  private static final String WINDOWS = "foretick-ticks-windows";

  /** A part of every secret: of the right ones, of a wrong one, and of those of plugins. */
  private static final String MARKER = "m4rker";

  private static final String PASSWORD = MARKER + "-password";

  @TempDir static Path directory;
  private static SecureBroker broker;
  private final Map<String, String> client = new HashMap<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = SecureBroker.start(directory, List.of(USER), PASSWORD);
    for (String topic : List.of("ticks", "ticks-forecasts", "ticks-dead-letters")) {
      broker.createTopic(topic, 1);
      broker.allow(USER, TOPIC, topic, topic.equals("ticks") ? READ : WRITE);
    }
    broker.createTopic(WINDOWS, 1);
    broker.allow(USER, TOPIC, WINDOWS, READ, WRITE);
    broker.allow(
        USER,
        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, "foretick-", PatternType.PREFIXED),
        WRITE,
        DESCRIBE);
    broker.allow(USER, GROUP, "foretick", READ);
    TestModels.write(TestModels.price(), directory);
    Files.writeString(
        directory.resolve("logback.xml"),
        """
        <configuration>
          <appender name="all" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%level %logger: %msg%n%xEx</pattern></encoder>
          </appender>
          <root level="DEBUG"><appender-ref ref="all"/></root>
        </configuration>
        """);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void serve_atDebug_showsNoSecret() throws Exception {
    client.putAll(broker.properties(USER, PASSWORD));
    addSecretsOfPlugins();
    Process process = start("serve");
    try {
      awaitLine(process, "Serving cnn-lstm");
      awaitLine(process, "Successfully joined group");
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(output())
        .contains("DEBUG org.apache.kafka")
        .doesNotContain(MARKER, SecureBroker.STORE_PASSWORD);
  }

  @Test
  void serve_withAWrongPassword_isOneLineAndNoSecret() throws Exception {
    client.putAll(broker.properties(USER, MARKER + "-guess"));
    assertThat(end("serve")).isEqualTo(1);
    assertThat(output())
        .containsOnlyOnce("foretick serve: ")
        .contains("foretick serve: kafka.sasl.jaas.config: refused by")
        .doesNotContain(MARKER, SecureBroker.STORE_PASSWORD);
  }

  @Test
  void serve_withBrokenJaas_isOneLineAndNoSecret() throws Exception {
    client.putAll(broker.properties(USER, PASSWORD));
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=%s!x y=;"
            .formatted(PASSWORD));
    assertThat(end("serve")).isEqualTo(2);
    assertThat(output())
        .contains("foretick serve: kafka.sasl.jaas.config: ")
        .doesNotContain(MARKER, SecureBroker.STORE_PASSWORD)
        .doesNotContain("\tat ");
  }

  @Test
  void serve_withWrongStorePassword_isOneLineAndNoSecret() throws Exception {
    client.putAll(broker.properties(USER, PASSWORD));
    client.put("ssl.truststore.password", MARKER + "-store");
    assertThat(end("serve")).isEqualTo(2);
    assertThat(output())
        .contains("foretick serve: kafka: ")
        .doesNotContain(MARKER, SecureBroker.STORE_PASSWORD);
  }

  @Test
  void configCheck_showsNoSecret() throws Exception {
    client.putAll(broker.properties(USER, PASSWORD));
    addSecretsOfPlugins();
    assertThat(end("config", "check")).isZero();
    assertThat(output())
        .contains("kafka.sasl.jaas.config: '****'", "kafka.sasl.mechanism: SCRAM-SHA-256")
        .doesNotContain(MARKER, SecureBroker.STORE_PASSWORD);
  }

  private void addSecretsOfPlugins() {
    client.put("my.interceptor.api.key", MARKER);
    client.put("my.vault.token", MARKER);
    client.put("my.registry.url", "https://me:" + MARKER + "@registry:1");
    client.put("basic.auth.user.info", "me:" + MARKER);
    client.put("my.private.pem", MARKER);
  }

  private int end(String... command) throws Exception {
    Process process = start(command);
    try {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(String... command) throws IOException {
    StringBuilder text = new StringBuilder();
    client.forEach((key, value) -> text.append("kafka.%s: '%s'\n".formatted(key, value)));
    text.append("model.path: %s\n".formatted(directory.resolve("model.foretick")));
    text.append("topics.input: ticks\nhttp.port: 0\n");
    Path config = directory.resolve("serve.yaml");
    Files.writeString(config, text);
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Dlogback.configurationFile=" + directory.resolve("logback.xml"));
    line.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.foretick.stream.cli.Main"));
    line.addAll(List.of(command));
    line.add(config.toString());
    return new ProcessBuilder(line)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output.log").toFile())
        .start();
  }

  private static void awaitLine(Process process, String text) throws Exception {
    while (!output().contains(text)) {
      assertThat(process.isAlive()).as(() -> "ended: " + output()).isTrue();
      Thread.sleep(100);
    }
  }

  private static String output() {
    try {
      return Files.readString(directory.resolve("output.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
