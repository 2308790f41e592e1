package dev.foretick.stream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.Observation;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.stream.app.InputFormat;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.testing.TestModels;
import dev.foretick.stream.testing.TestTopics;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code foretick feed} and {@code foretick tail} against a real broker. */
class FeedIT {
  private static final String CSV =
      """
      when,id,cost,volume,note
      2026-01-02 15:04:00,b,2.5,20,x
      2026-01-02 15:05:00,b,2.75,21,x
      2026-01-02 15:04:30,a,101.25,7,x
      2026-01-02 15:05:00,a,101.30,8,x
      """;

  @TempDir static Path directory;

  private static EmbeddedBroker broker;
  private static TestTopics topics;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("broker"), 0);
    topics = new TestTopics(broker.bootstrapServers());
    Files.writeString(directory.resolve("two.csv"), CSV);
  }

  @AfterAll
  static void stop() {
    topics.close();
    broker.close();
  }

  @Test
  void feed_serversConfiguration_writesWhatTheServerReads() throws Exception {
    Path model =
        TestModels.write(TestModels.model(TargetTransform.NONE, List.of("size")), directory);
    Path config = directory.resolve("serve.yaml");
    Files.writeString(
        config,
        """
        kafka.bootstrap.servers: %s
        model.path: %s
        topics.input: configured
        input:
          format: csv
          csv-columns: [name, at, size, price]
          csv-delimiter: ;
          series-field: name
          time-field: at
          time-format: epoch-ms
        """
            .formatted(broker.bootstrapServers(), model));
    broker.createTopic("configured", 1);

    CommandRun run =
        CommandRun.of(
            "feed --time-field when --series-field id --target-field cost --covariate-fields volume",
            "--config",
            config,
            "--data",
            directory.resolve("two.csv"));

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("4 records to configured at 127.0.0.1:", "0 failed, 0 refused");
    ServeConfig server = ServeConfig.load(config, Map.of());
    ObservationCodec codec =
        new ObservationCodec(InputFormat.of(server, BundleFile.read(server.model().path())));
    List<Observation> read =
        topics.read("configured", 4).stream()
            .map(record -> codec.decode(record.key(), record.value(), record.timestamp()))
            .toList();
    assertThat(read)
        .extracting(each -> each.series() + " " + each.time() + " " + (float) each.target())
        .containsExactly(
            "b 2026-01-02T15:04:00Z 2.5",
            "a 2026-01-02T15:04:30Z 101.25",
            "b 2026-01-02T15:05:00Z 2.75",
            "a 2026-01-02T15:05:00Z 101.3");
    assertThat(read).extracting(each -> each.channel(1)).containsExactly(20.0, 7.0, 21.0, 8.0);
  }

  @Test
  void feed_compressedFile_makesItsTopicAndKeysBySeries() throws Exception {
    Path file = directory.resolve("two.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(CSV.getBytes(UTF_8));
    }
    CommandRun run =
        feed(
            "--topic made --create-topic --partitions 3 --time-field when --series-field id"
                + " --target-field cost --skip 1 --limit 2",
            "--data",
            file);
    assertThat(run.code()).isZero();
    assertThat(topics.ends("made")).hasSize(3);
    assertThat(topics.read("made", 2))
        .extracting(FeedIT::text)
        .containsExactlyInAnyOrder(
            "a {\"ts\":\"2026-01-02T15:04:30Z\",\"cost\":101.25}",
            "b {\"ts\":\"2026-01-02T15:05:00Z\",\"cost\":2.75}");
  }

  @Test
  void feed_fromNow_keepsTheDistances() throws Exception {
    Instant before = Instant.now();
    CommandRun run =
        feed(
            "--topic now --create-topic --series-field id --time-field when --target-field cost"
                + " --now --speed-up 600",
            "--data",
            directory.resolve("two.csv"));
    assertThat(run.code()).isZero();
    List<Instant> times =
        topics.read("now", 4).stream()
            .map(record -> Instant.parse(text(record).replaceAll(".*ts\":\"|\",\"cost.*", "")))
            .toList();
    assertThat(times.get(0)).isBetween(before, Instant.now());
    assertThat(times.get(3)).isEqualTo(times.get(0).plusSeconds(60));
  }

  @Test
  void feed_badLines_areToldAndTheOthersSent() throws Exception {
    Path file = directory.resolve("lines.jsonl");
    Files.writeString(
        file, "{\"ts\":\"2026-01-02\",\"x\":1}\nnonsense\n{\"ts\":\"2026-01-03\",\"x\":2}\n");
    CommandRun run =
        feed("--topic lines --create-topic --target-field x --series s", "--json", file);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("2 records to lines", "0 failed, 1 refused");
    assertThat(topics.read("lines", 2))
        .extracting(FeedIT::text)
        .containsExactly("s {\"ts\":\"2026-01-02\",\"x\":1}", "s {\"ts\":\"2026-01-03\",\"x\":2}");
  }

  @Test
  void feed_whatCannotWork_isOneLineThatSaysWhatToDo() throws Exception {
    Path file = directory.resolve("two.csv");
    String options = "--time-field when --series-field id --target-field cost ";
    assertThat(feed(options + "--topic nowhere", "--data", file))
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "foretick feed: topic nowhere: missing at %s (expected: a topic that is there, or --create-topic)%n"
                    .formatted(broker.bootstrapServers())));
    Path bad = directory.resolve("bad.csv");
    Files.writeString(bad, CSV.replace("2.75", "much"));
    assertThat(feed(options + "--topic nowhere", "--data", bad).err())
        .isEqualToIgnoringNewLines(
            "foretick feed: %s:3: cost is 'much' (expected: a number)".formatted(bad));
    assertThat(feed(options + "--rate 5", "--data", file).code()).isEqualTo(2);
    assertThat(feed(options + "--rate 5/s --speed-up 2", "--data", file).code()).isEqualTo(2);
    assertThat(feed(options + "--json -", "--data", file).code()).isEqualTo(2);
    assertThat(feed("--market kraken --product BTC-USD --speed-up 2").code()).isEqualTo(2);
    assertThat(feed("--topic t --target-field x --series s --json no-such-file").err())
        .isEqualToIgnoringNewLines(
            "foretick feed: no-such-file: not there (expected: a readable file)");
    assertThat(feed("--json - --series s").err()).contains("--target-field: missing");
  }

  @Test
  void tail_nothingToShow_saysSo() {
    broker.createTopic("quiet", 1);
    String tail = "tail --no-follow --topic quiet --bootstrap-servers " + broker.bootstrapServers();
    CommandRun run = CommandRun.of(tail + " --from earliest --series nosuch");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "foretick tail: topic quiet: nothing of nosuch in it (expected: a series that is there)");
    assertThat(CommandRun.of(tail + " -n 3").err())
        .isEqualToIgnoringNewLines("foretick tail: topic quiet: nothing in it");
    assertThat(CommandRun.of(tail).err()).contains("--no-follow: nothing comes after the latest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"feed --json - --target-field x --series s", "tail"})
  @Timeout(30)
  void brokerThatIsAway_isToldSoon(String command) {
    assertThat(CommandRun.of(command + " --bootstrap-servers 127.0.0.1:1").err())
        .endsWith(
            "broker 127.0.0.1:1: no answer within 10 s (expected: a Kafka broker, and its security.protocol)%n"
                .formatted());
  }

  @Test
  @Timeout(60)
  void feed_brokerEndsMeanwhile_endsWithItsDeliveryTimeoutAndSaysWhereToGoOn() throws Exception {
    Path file = directory.resolve("many.jsonl");
    Files.writeString(file, "{\"ts\":\"2026-01-02\",\"x\":1}\n".repeat(10_000));
    CompletableFuture<CommandRun> run;
    EmbeddedBroker ending = EmbeddedBroker.start(directory.resolve("ending"), 0);
    try (TestTopics seen = new TestTopics(ending.bootstrapServers())) {
      ending.createTopic("t", 1);
      String command =
          "feed --topic t --target-field x --series s --rate 50/s"
              + " -K delivery.timeout.ms=4000 -K request.timeout.ms=2000 --bootstrap-servers ";
      run =
          CompletableFuture.supplyAsync(
              () -> CommandRun.of(command + ending.bootstrapServers(), "--json", file));
      // It has to be under way.
      while (seen.ends("t").values().stream().allMatch(end -> end < 20)) {
        Thread.sleep(50);
      }
    } finally {
      ending.close();
    }
    CommandRun told = run.get(10, TimeUnit.SECONDS);
    assertThat(told.code()).isEqualTo(1);
    assertThat(told.out()).contains("records to t at 127.0.0.1:", " failed, 0 refused");
    assertThat(told.err())
        .containsPattern("record \\d+ did not reach the topic: .*--skip \\d+ goes");
  }

  private static CommandRun feed(String options, Object... more) {
    return CommandRun.of(
        "feed --bootstrap-servers " + broker.bootstrapServers() + " " + options.strip(), more);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8) + " " + new String(record.value(), UTF_8);
  }
}
