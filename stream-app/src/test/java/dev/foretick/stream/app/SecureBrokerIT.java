package dev.foretick.stream.app;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.common.series.Forecast;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.testing.Certificates;
import dev.foretick.stream.testing.SecureBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server whose broker lets in and lets through only what it has to: see docs/security.md. */
@Timeout(60)
class SecureBrokerIT {
  private static final String USER = "foretick";
  private static final String PASSWORD = "what-nobody-may-read";
  private static final int TICKS = 20;

  @TempDir static Path directory;
  private static SecureBroker broker;
  private static TestTopics topics;
  private static Path model;

  /** Input topic and group of one test. */
  private String input = "";

  private DeliveryMode delivery = DeliveryMode.EXACTLY_ONCE;
  private final Map<String, String> client = new HashMap<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = SecureBroker.start(directory, List.of(USER), PASSWORD);
    topics = new TestTopics(broker.adminProperties());
    model = TestModels.write(TestModels.price(), directory);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    broker.close();
  }

  @BeforeEach
  void makeInput(TestInfo test) throws Exception {
    input = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().hashCode();
    client.putAll(broker.properties(USER, PASSWORD));
    client.put("default.api.timeout.ms", "4000");
    client.put("request.timeout.ms", "3000");
    broker.createTopic(input, 2);
    tick(0, TICKS);
    allowDelivery();
  }

  @ParameterizedTest
  @EnumSource(DeliveryMode.class)
  void serve_withTheLeastRights_publishesForecasts(DeliveryMode mode) throws Exception {
    delivery = mode;
    allowInput();
    allowOutputs();
    try (ForecastServer server = start()) {
      assertThat(server.httpPort()).isPositive();
      assertThat(forecasts(TICKS)).isEqualTo(TICKS);
      topics.send(input, "s", "no observation");
      assertThat(topics.read(input + "-dead-letters", 1)).hasSize(1);
    }
    assertThat(topics.committed(input, input).values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(TICKS + 1);
  }

  @Test
  void wrongPassword_namesTheKey() {
    client.putAll(broker.properties(USER, "a-guess"));
    assertRefused(this::start, "kafka.sasl.jaas.config: refused by " + broker.bootstrapServers());
  }

  @Test
  void unknownAuthority_namesTheTruststore() {
    Certificates certificates = new Certificates(directory, SecureBroker.STORE_PASSWORD);
    Path other = certificates.truststore(certificates.keystore("other"), "other");
    client.put("ssl.truststore.location", other.toString());
    assertRefused(
        this::start,
        "kafka.ssl.truststore.location: the certificate of "
            + broker.bootstrapServers()
            + " is not trusted");
  }

  @Test
  void truststoreThatIsNotThere_isAWrongConfiguration() {
    client.put("ssl.truststore.location", directory.resolve("nowhere.p12").toString());
    assertThatThrownBy(this::start)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nowhere.p12")
        .hasMessageNotContaining("\n");
  }

  @Test
  void clientWithoutEncryption_isToldOfTheProtocol() {
    client.keySet().removeIf(key -> key.startsWith("sasl.") || key.startsWith("ssl."));
    client.remove("security.protocol");
    assertRefused(
        this::start,
        "kafka.bootstrap.servers: " + broker.bootstrapServers() + " does not answer",
        "kafka.security.protocol");
  }

  @Test
  void mechanismThatTheBrokerLacks_namesTheKey() {
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    assertRefused(this::start, "kafka.sasl.mechanism: refused by");
  }

  @Test
  void inputThatMayNotBeSeen_namesTopicAndRight() throws Exception {
    allowOutputs();
    broker.allow(USER, GROUP, input, READ);
    assertRefused(this::start, "topics.input: " + input + " is refused", "right Read on the topic");
  }

  @Test
  void inputThatMayNotBeRead_endsTheServer() throws Exception {
    broker.allow(USER, TOPIC, input, DESCRIBE);
    broker.allow(USER, GROUP, input, READ);
    allowOutputs();
    assertEnds("topics.input: " + input + " is refused", "right Read on the topic");
  }

  @Test
  void groupThatMayNotBeJoined_endsTheServer() throws Exception {
    broker.allow(USER, TOPIC, input, READ);
    allowOutputs();
    assertEnds("group.id: " + input + " is refused", "right Read on the group");
  }

  @Test
  void outputThatMayNotBeSeen_namesTopicAndRight() throws Exception {
    allowInput();
    broker.createTopic(output(), 2);
    broker.allow(USER, TOPIC, input + "-dead-letters", WRITE, CREATE);
    assertRefused(
        this::start, "topics.output: " + output() + " is refused", "right Write on the topic");
  }

  @Test
  void outputThatMayNotBeCreated_namesTopicAndRight() throws Exception {
    allowInput();
    broker.allow(USER, TOPIC, output(), WRITE);
    broker.allow(USER, TOPIC, input + "-dead-letters", WRITE);
    broker.createTopic(input + "-dead-letters", 2);
    broker.createTopic(input + "-" + input + "-windows", 2);
    assertRefused(this::start, "topics.output: " + output() + " is missing", "right Create");
  }

  @Test
  void outputThatMayNotBeWritten_endsTheServer_withoutSkippingRecords() throws Exception {
    allowInput();
    broker.createTopic(output(), 2);
    broker.allow(USER, TOPIC, output(), DESCRIBE);
    broker.allow(USER, TOPIC, input + "-dead-letters", WRITE, CREATE);
    assertEnds("topics.output: " + output() + " is refused", "right Write on the topic");

    broker.allow(USER, TOPIC, output(), WRITE);
    try (ForecastServer server = start()) {
      assertThat(server.httpPort()).isPositive();
      assertThat(forecasts(TICKS)).isEqualTo(TICKS);
    }
  }

  @Test
  void rightsWithdrawnWhileItRuns_endTheServer_withoutSkippingRecords() throws Exception {
    allowInput();
    allowOutputs();
    try (ForecastServer server = start()) {
      assertThat(forecasts(TICKS)).isEqualTo(TICKS);
      broker.withdraw(USER, TOPIC, output(), WRITE);
      tick(TICKS, TICKS + 1);
      assertRefused(server::awaitStop, "topics.output: " + output() + " is refused");
    }
    broker.allow(USER, TOPIC, output(), WRITE);
    try (ForecastServer server = start()) {
      assertThat(forecasts(TICKS + 1)).isEqualTo(TICKS + 1);
      broker.withdraw(USER, TOPIC, input, READ);
      assertRefused(server::awaitStop, "topics.input: " + input + " is refused");
    }
    broker.allow(USER, TOPIC, input, READ);
    try (ForecastServer server = start()) {
      tick(TICKS + 1, TICKS + 2);
      assertThat(forecasts(TICKS + 2)).isEqualTo(TICKS + 2);
      broker.withdraw(USER, GROUP, input, READ);
      assertRefused(server::awaitStop, "group.id: " + input + " is refused");
    }
  }

  @Test
  void transactionsThatAreRefused_nameTheRight() throws Exception {
    allowInput();
    allowOutputs();
    ResourcePattern ids = new ResourcePattern(TRANSACTIONAL_ID, input + "-", PatternType.PREFIXED);
    broker.withdraw(USER, ids, WRITE, DESCRIBE);
    assertEnds("group.id: transactions of " + input + " are refused");
  }

  @Test
  void windowsThatAreRefused_nameTheTopic() throws Exception {
    allowInput();
    allowOutputs();
    String windows = input + "-" + input + "-windows";
    broker.createTopic(windows, 2);
    broker.withdraw(USER, TOPIC, windows, READ, WRITE, CREATE);
    assertRefused(this::start, "topics.windows: " + windows + " is refused");
  }

  private void allowInput() throws Exception {
    broker.allow(USER, TOPIC, input, READ);
    broker.allow(USER, GROUP, input, READ);
  }

  private void allowOutputs() throws Exception {
    broker.allow(USER, TOPIC, output(), WRITE, CREATE);
    broker.allow(USER, TOPIC, input + "-dead-letters", WRITE, CREATE);
  }

  /** What windows that survive ask for, and transactions. */
  private void allowDelivery() throws Exception {
    broker.allow(USER, TOPIC, input + "-" + input + "-windows", READ, WRITE, CREATE);
    if (delivery == DeliveryMode.EXACTLY_ONCE) {
      broker.allow(
          USER,
          new ResourcePattern(TRANSACTIONAL_ID, input + "-", PatternType.PREFIXED),
          WRITE,
          DESCRIBE);
    }
  }

  private void tick(int from, int to) {
    for (int tick = from; tick < to; tick++) {
      topics.tick(input, "s", tick, 100 + tick);
    }
    topics.flush();
  }

  /** How many different forecasts there are once so many have come. */
  private long forecasts(int count) {
    return topics.forecasts(output(), count).getOrDefault("s", List.of()).stream()
        .map(Forecast::id)
        .distinct()
        .count();
  }

  private String output() {
    return input + "-forecasts";
  }

  private ForecastServer start() {
    String kafka =
        client.entrySet().stream()
            .map(entry -> "kafka.%s: '%s'\n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
    String text =
        """
        model.path: %s
        topics.input: %s
        input: {time-field: ts, time-format: epoch-s}
        group.id: %s
        delivery: %s
        http.port: 0
        """
            .formatted(
                model, input, input, delivery.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return ForecastServer.start(ServeConfig.parse(kafka + text, Map.of()));
  }

  private void assertEnds(String... parts) {
    assertRefused(
        () -> {
          try (ForecastServer server = start()) {
            server.awaitStop();
          }
        },
        parts);
  }

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(ServerException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("(expected: ")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining(PASSWORD);
  }
}
