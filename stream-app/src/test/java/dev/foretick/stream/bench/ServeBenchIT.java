package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bench with all its processes, for as short a time as it takes to see it work. */
class ServeBenchIT {
  private static final Duration SHORT = Duration.ofMillis(700);

  @TempDir Path directory;

  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @Test
  void run_ofAServer_measuresItBesideAnother_andHowItComesBack() throws Exception {
    JsonNode json = run(options(Beside.AT_LEAST_ONCE, true));

    assertThat(json.at("/top_rate/forecasts_per_second").doubleValue()).isPositive();
    assertThat(json.at("/top_rate/ratio_to_beside").doubleValue()).isPositive();
    assertThat(json.at("/top_rate/ratio_to_runtime").doubleValue()).isPositive();
    assertThat(json.at("/latency/count").longValue()).isPositive();
    assertThat(json.at("/latency/p50_ms").doubleValue()).isPositive();
    assertThat(json.at("/start_seconds").doubleValue()).isPositive();
    assertThat(json.at("/memory/heap_all_series_bytes").longValue()).isPositive();
    for (String server : List.of("server", "beside")) {
      assertThat(json.at("/" + server + "/mean_batch").doubleValue()).isGreaterThanOrEqualTo(1);
      assertThat(json.at("/" + server + "/loops").intValue()).isEqualTo(1);
      assertThat(sum(json.at("/" + server + "/loop_shares"))).isCloseTo(1, within(1e-9));
      assertThat(sum(json.at("/" + server + "/processor_shares"))).isCloseTo(1, within(0.1));
    }
    assertThat(json.at("/top_rate/rounds/0/snapshots").longValue()).isPositive();
    assertThat(json.at("/top_rate/rounds/0/beside_snapshots").longValue()).isPositive();
    assertThat(json.at("/restart/series").intValue()).isEqualTo(10);
    assertThat(json.at("/restart/snapshots_read").longValue()).isGreaterThanOrEqualTo(10);
    assertThat(seconds(json, "jvm")).isPositive().isLessThan(seconds(json, "started"));
    assertThat(seconds(json, "started")).isLessThan(seconds(json, "ready"));
    assertThat(seconds(json, "ready")).isLessThanOrEqualTo(seconds(json, "answered"));
    assertThat(seconds(json, "loop_cpu")).isPositive();
    assertThat(json.at("/delivery/lost").longValue()).isZero();
    assertThat(json.at("/delivery/doubled").longValue()).isZero();
    assertThat(json.at("/delivery/received").longValue()).isPositive();
    assertThat(json.at("/delivery/scores_expected").longValue())
        .as("scores of both servers, through the kill")
        .isGreaterThan(json.at("/delivery/received").longValue())
        .isEqualTo(json.at("/delivery/scores_received").longValue());
    assertThat(progress.toString(StandardCharsets.UTF_8))
        .contains("Round 1 of 1: the server for 700 ms");
    assertThat(ProcessHandle.current().children().filter(ServeBenchIT::isBenched)).isEmpty();
  }

  @Test
  void run_besideAServerWithoutATopicOfScores_tellsWhatTheTopicCosts() throws Exception {
    JsonNode json = run(options(Beside.WITHOUT_SCORES_TOPIC, false));

    assertThat(json.at("/top_rate/ratio_to_beside").doubleValue()).isPositive();
    assertThat(json.at("/delivery/lost").longValue()).isZero();
    assertThat(json.at("/delivery/scores_expected").longValue())
        .isPositive()
        .isEqualTo(json.at("/delivery/scores_received").longValue());
  }

  private JsonNode run(ServeBenchOptions options) throws Exception {
    Terminal terminal =
        new Terminal(new PrintStream(progress, true, StandardCharsets.UTF_8), false, false, false);
    StopSignal stop = StopSignal.install(Duration.ofSeconds(1));
    try {
      BenchReport report = new ServeBench(options, terminal, stop).run(directory);
      return new ObjectMapper().readTree(BenchJson.render(report));
    } finally {
      stop.finished(0);
    }
  }

  private static ServeBenchOptions options(Beside beside, boolean restart) {
    return new ServeBenchOptions(
        new ServeBenchOptions.Load(10, 2, OptionalDouble.empty(), SHORT, SHORT, 1),
        new ServeBenchOptions.Network(Optional.empty(), 4, 8, 2, OptionalInt.of(4)),
        new ServeBenchOptions.Server(
            DeliveryMode.EXACTLY_ONCE, Emit.EVERY, 1, Scoring.PUBLISHED, 100, "256m"),
        new ServeBenchOptions.Steps(beside, restart),
        Optional.empty(),
        Map.of("max.poll.records", "200"));
  }

  private static double seconds(JsonNode json, String until) {
    return json.at("/restart/" + until + "_seconds").doubleValue();
  }

  private static double sum(JsonNode shares) {
    double sum = 0;
    for (JsonNode share : shares) {
      sum += share.doubleValue();
    }
    return sum;
  }

  private static boolean isBenched(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("stream.bench.Benched");
  }
}
