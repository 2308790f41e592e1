package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class TopicsIT {
  private static final int PARTITIONS = 3;
  private static final long LARGE = 2_000_000;

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;

  private String name = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createInput(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    broker.createTopic(in(), PARTITIONS);
  }

  @Test
  void topics_thatAreMissing_areCreated_andTheWindowsTakeTheLargestSnapshot() throws Exception {
    assertThat(topics(true, LARGE).ensure()).isEqualTo(PARTITIONS);

    assertThat(partitions(windows())).isEqualTo(PARTITIONS);
    assertThat(setting(windows(), "cleanup.policy")).isEqualTo("compact");
    assertThat(setting(windows(), "max.message.bytes")).isEqualTo("2000000");
  }

  @Test
  void windows_ofASmallModel_keepTheUsualSize() throws Exception {
    topics(true, 500).ensure();

    assertThat(setting(windows(), "max.message.bytes")).isEqualTo("1048588");
  }

  @Test
  void windowsTopic_withTooLittleOfAnything_isGivenIt() throws Exception {
    make(windows(), 1, Map.of("cleanup.policy", "compact", "max.message.bytes", "1000"));
    topics(true, LARGE).ensure();

    assertThat(partitions(windows())).isEqualTo(PARTITIONS);
    assertThat(setting(windows(), "max.message.bytes")).isEqualTo("2000000");
  }

  @Test
  void problems_areToldAllAtOnce() throws Exception {
    make(windows(), 1, Map.of("cleanup.policy", "delete", "max.message.bytes", "1000"));

    assertThatThrownBy(() -> topics(false, 17 << 20).ensure())
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("topics.output: out-%s is missing", name)
        .hasMessageContaining("topics.dead-letter: dead-%s is missing", name)
        .hasMessageContaining(
            "topics.windows: %s has 1 partitions (expected: 3, as %s has, or topics.create: true)",
            windows(), in())
        .hasMessageContaining(
            "topics.windows: %s has cleanup.policy=delete (expected: compact, or snapshots are deleted)",
            windows())
        .hasMessageContaining("topics.windows: %s has max.message.bytes=1000", windows())
        .hasMessageContaining("kafka.max.request.size: 16777216 (expected: >= 17825792");
    assertThat(partitions(windows())).isEqualTo(1);
  }

  @Test
  void windowsTopic_thatIsNotCompacted_isNotChanged() throws Exception {
    make(windows(), 1, Map.of("cleanup.policy", "delete"));

    assertThatThrownBy(() -> topics(true, 500).ensure())
        .isInstanceOf(ServerException.class)
        .hasMessage(
            "topics.windows: %s has cleanup.policy=delete (expected: compact, or snapshots are deleted)",
            windows());
    assertThat(partitions(windows())).isEqualTo(1);
  }

  @Test
  void serversThatStartTogether_doNotGetInEachOthersWay() throws Exception {
    make(windows(), 1, Map.of("cleanup.policy", "compact"));
    List<CompletableFuture<Integer>> starts = List.of(start(), start(), start(), start());

    for (CompletableFuture<Integer> start : starts) {
      assertThat(start.get()).isEqualTo(PARTITIONS);
    }
    assertThat(partitions(windows())).isEqualTo(PARTITIONS);
    MorePartitions.give(admin, windows(), PARTITIONS).get();
  }

  private CompletableFuture<Integer> start() {
    return CompletableFuture.supplyAsync(() -> topics(true, LARGE).ensure());
  }

  private Topics topics(boolean create, long largestMessage) {
    ServeConfig.Topics config =
        new ServeConfig.Topics(
            in(), "out-" + name, "dead-" + name, Optional.empty(), windows(), create);
    return new Topics(
        admin,
        config,
        new WindowsTopic(windows(), largestMessage),
        16 << 20,
        new BrokerAnswers(new BrokerRefusal(broker.bootstrapServers(), "foretick", config)));
  }

  private String in() {
    return "in-" + name;
  }

  private String windows() {
    return "windows-" + name;
  }

  private static void make(String topic, int partitions, Map<String, String> settings)
      throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings)))
        .all()
        .get();
  }

  private static int partitions(String topic) throws Exception {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }

  private static String setting(String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().values().stream()
        .map(config -> config.get(key).value())
        .findFirst()
        .orElseThrow();
  }
}
