package dev.foretick.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.Scrape;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Records that retention deletes before they are read. */
class DeletedRecordsIT {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Admin admin;
  private static TestTopics topics;
  private static Path model;

  private String input = "";
  private int ticks;

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
    broker.createTopic(input, 1);
  }

  @Test
  void recordsDeletedBeforeTheCommittedOffset_onlyLeaveWindowsIncomplete() throws Exception {
    answer(30, 30);
    delete(input, 25);
    tick(5);
    answer(0, 5);

    requireAnswered(LongStream.range(0, 35));
  }

  @Test
  void recordsDeletedWhileTheServerIsAway_areLeftOut_thoughItResetsToTheLatest() throws Exception {
    answer(30, 30);
    tick(20);
    delete(input, 40);
    answer(5, 15);

    requireAnswered(LongStream.concat(LongStream.range(0, 30), LongStream.range(40, 55)));
  }

  @Test
  void windowsThatAreDeleted_doNotHoldUpTheStart() throws Exception {
    answer(30, 30);
    String windows = "foretick-" + input + "-windows";
    TopicPartition of = new TopicPartition(windows, 0);
    long end =
        admin.listOffsets(Map.of(of, OffsetSpec.latest())).partitionResult(of).get().offset();
    assertThat(end).isPositive();
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, windows),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("cleanup.policy", "compact,delete"),
                        AlterConfigOp.OpType.SET))))
        .all()
        .get();
    delete(windows, end);
    answer(5, 5);

    requireAnswered(LongStream.range(0, 35));
    // The input still has what the windows were made of.
    assertThat(
            topics
                .forecasts(input + "-forecasts", 35)
                .getOrDefault("a", List.of())
                .get(34)
                .status())
        .isEqualTo(ForecastStatus.OK);
  }

  @Test
  void recordsDeletedUnderARunningServer_areLeftOut() throws Exception {
    try (ForecastServer server = start()) {
      awaitReady(server);
      tick(10);
      await(() -> answered(server) == 10);
      // Deleted in one go with being written: the reader may or may not be quicker.
      for (int round = 0; round < 20; round++) {
        tick(50);
        delete(input, ticks);
      }
      tick(1);
      await(() -> offsets(server).contains((long) ticks - 1));
      assertThat(Scrape.status(server.httpPort(), "/health/ready")).isEqualTo(200);
    }
    assertThat(offsets(null)).isSorted().doesNotHaveDuplicates();
  }

  /** Starts a server, writes so many ticks and stops it when it has answered. */
  private void answer(int written, int answers) throws Exception {
    try (ForecastServer server = start()) {
      awaitReady(server);
      tick(written);
      await(() -> answered(server) >= answers);
    }
  }

  private void tick(int count) {
    for (int i = 0; i < count; i++) {
      topics.tick(input, "a", ticks, 100 + ticks % 5);
      ticks++;
    }
    topics.flush();
  }

  private static void delete(String topic, long before) throws Exception {
    admin
        .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before)))
        .all()
        .get();
  }

  private void requireAnswered(LongStream expected) {
    List<Long> wanted = expected.boxed().toList();
    List<Long> offsets =
        topics.forecasts(input + "-forecasts", wanted.size()).getOrDefault("a", List.of()).stream()
            .map(forecast -> forecast.source().offset())
            .toList();
    assertThat(offsets).isEqualTo(wanted);
  }

  private List<Long> offsets(@Nullable ForecastServer server) throws Exception {
    int count = server == null ? (int) topics.size(input + "-forecasts") : (int) answered(server);
    return topics.forecasts(input + "-forecasts", count).getOrDefault("a", List.of()).stream()
        .map(Forecast::source)
        .map(source -> source.offset())
        .toList();
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

  private ForecastServer start() {
    return ForecastServer.start(
        ServeConfig.parse(
            """
            kafka.bootstrap.servers: %s
            kafka.auto.offset.reset: latest
            model.path: %s
            group.id: foretick
            topics.input: %s
            state.max-replay-records: 20
            input: {time-field: ts, time-format: epoch-s}
            http.port: 0
            """
                .formatted(broker.bootstrapServers(), model, input),
            Map.of()));
  }
}
