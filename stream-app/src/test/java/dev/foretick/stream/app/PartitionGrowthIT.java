package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An input topic that is given more partitions while live ones go on, and while no server runs. */
class PartitionGrowthIT {
  private static final Logger log = LoggerFactory.getLogger(PartitionGrowthIT.class);
  private static final int BEFORE = 2;
  private static final int AFTER = 4;
  private static final String EARLY = "early";

  /** Between two forecasts of a series that ticks every 20 ms. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;
  private static TestTopics topics;
  private static Path model;

  private String input = "";
  private final Map<Integer, Integer> ticks = new HashMap<>();

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    topics = new TestTopics(broker.bootstrapServers());
    model = TestModels.write(TestModels.price(), directory);
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    input = "in-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(input, BEFORE);
  }

  @Test
  void recordsBeforeDuringAndAfter_areAnsweredOnce_andLivePartitionsDoNotPause() throws Exception {
    tick(0, EARLY); // A group that starts at the end does not see it.
    topics.flush();
    try (ForecastServer server = start("{kafka.auto.offset.reset: latest, threads: 2}")) {
      awaitReady(server);
      load(100, BEFORE);
      grow();
      long grown = System.nanoTime();
      load(200, AFTER);
      await(() -> partitions(windows()) == AFTER);
      load(100, AFTER);
      await(() -> answered(server) == total() - 1);
      assertThat(Duration.ofNanos(System.nanoTime() - grown)).isLessThan(Duration.ofSeconds(40));
      awaitReady(server);
    }
    requireEachOnce();
    assertThat(longestPause(0)).isLessThan(LONGEST_PAUSE);
    assertThat(longestPause(1)).isLessThan(LONGEST_PAUSE);
    assertThat(topics.committed("foretick-" + input, input)).hasSize(AFTER);
  }

  @Test
  void recordsOfPartitionsThatWereAddedWhileNoServerRan_areAnswered() throws Exception {
    tick(0, EARLY);
    topics.flush();
    try (ForecastServer server = start("{kafka.auto.offset.reset: latest}")) {
      awaitReady(server);
      load(5, BEFORE);
      await(() -> answered(server) == total() - 1);
    }
    grow();
    load(5, AFTER);
    try (ForecastServer first = start("{kafka.auto.offset.reset: latest}");
        ForecastServer second = start("{kafka.auto.offset.reset: latest}")) {
      await(() -> answered(first) + answered(second) == 5 * AFTER);
      assertThat(partitions(windows())).isEqualTo(AFTER);
    }
    requireEachOnce();
  }

  @Test
  void windowsTopic_thatMayNotGrow_endsTheServer_andSaysWhatToDo() throws Exception {
    broker.createTopic(input + "-forecasts", 1);
    broker.createTopic(input + "-dead-letters", 1);
    try (ForecastServer server = start("{}")) {
      awaitReady(server);
    }
    ForecastServer server = start("{topics.create: false}");
    try {
      awaitReady(server);
      grow();
      assertThat(reasonOfTheEnd(server))
          .contains("topics.windows: " + windows() + " has 2 partitions (expected: 4, as " + input)
          .contains("topics.create: true");
    } finally {
      server.close();
    }
  }

  private static String reasonOfTheEnd(ForecastServer server) throws InterruptedException {
    try {
      server.awaitStop();
      return "none";
    } catch (ServerException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** One tick of each partition every 20 ms. */
  private void load(int rounds, int partitions) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (int partition = 0; partition < partitions; partition++) {
        tick(partition, "s" + partition);
      }
      topics.flush();
      Thread.sleep(20);
    }
  }

  private void tick(int partition, String series) {
    int tick = ticks.merge(partition, 1, Integer::sum);
    topics.send(
        new ProducerRecord<>(
            input,
            partition,
            TestTopics.bytes(series),
            TestTopics.bytes(TestTopics.tickJson(tick, 100 + tick % 7))));
  }

  private int total() {
    return ticks.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void grow() throws Exception {
    admin.createPartitions(Map.of(input, NewPartitions.increaseTo(AFTER))).all().get();
    await(() -> partitions(input) == AFTER);
  }

  private static int partitions(String topic) throws Exception {
    return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
        .mapToInt(description -> description.partitions().size())
        .sum();
  }

  /** Each tick but the early one has one forecast, in the order of its partition. */
  private void requireEachOnce() {
    var forecasts = topics.forecasts(input + "-forecasts", total() - 1);
    assertThat(forecasts).doesNotContainKey(EARLY).hasSize(AFTER);
    for (int partition = 0; partition < AFTER; partition++) {
      List<Long> offsets =
          forecasts.getOrDefault("s" + partition, List.of()).stream()
              .map(forecast -> forecast.source().offset())
              .toList();
      long first = partition == 0 ? 1 : 0;
      assertThat(offsets)
          .as("partition %d", partition)
          .hasSize(ticks.getOrDefault(partition, 0) - (int) first)
          .startsWith(first)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  /** Between two forecasts of a series, as the broker saw them. */
  private Duration longestPause(int partition) {
    List<Long> times = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> forecast : topics.read(input + "-forecasts", total() - 1)) {
      if (("s" + partition).equals(new String(forecast.key(), StandardCharsets.UTF_8))) {
        times.add(forecast.timestamp());
      }
    }
    long longest = 0;
    for (int i = 1; i < times.size(); i++) {
      longest = Math.max(longest, times.get(i) - times.get(i - 1));
    }
    log.info("Partition {} paused for {} ms at the most", partition, longest);
    return Duration.ofMillis(longest);
  }

  private String windows() {
    return "foretick-" + input + "-windows";
  }

  private static double answered(ForecastServer server) throws Exception {
    return Scrape.of(server.httpPort()).sum("foretick_forecasts_published_total");
  }

  private static void awaitReady(ForecastServer server) throws Exception {
    await(() -> Scrape.status(server.httpPort(), "/health/ready") == 200);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 600 && !condition.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.call()).isTrue();
  }

  private ServeConfig config(String more) {
    return ServeConfig.parse(
        """
        kafka.bootstrap.servers: %s
        kafka.metadata.max.age.ms: 1000
        model.path: %s
        group.id: foretick-%s
        topics.input: %s
        topics.windows: foretick-%s-windows
        input: {time-field: ts, time-format: epoch-s}
        http.port: 0
        """
                .formatted(broker.bootstrapServers(), model, input, input, input)
            + more.replace("{", "").replace("}", "").replace(", ", "\n"),
        Map.of());
  }

  private ForecastServer start(String more) {
    return ForecastServer.start(config(more));
  }
}
