package dev.foretick.stream.bench;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What a user may change about the bench of a server.
 *
 * @param bootstrapServers brokers to use; without them, one of its own
 * @param kafka further properties of the server's clients
 */
public record ServeBenchOptions(
    Load load,
    Network network,
    Server server,
    Steps steps,
    Optional<String> bootstrapServers,
    Map<String, String> kafka) {

  public ServeBenchOptions {
    kafka = new TreeMap<>(kafka);
    Problems problems = new Problems();
    problems.require("--series", load.series, 1, 10_000_000);
    problems.require("--partitions", load.partitions, 1, 1000);
    problems.require("--rounds", load.rounds, 1, 100);
    problems.requirePositive("--duration", load.duration);
    problems.requireNotNegative("--warm-up", load.warmUp);
    load.rate.ifPresent(rate -> problems.requirePositive("--rate", rate));
    problems.require("--threads", server.threads, 1, 64);
    problems.require(
        "--threads",
        server.threads,
        server.threads <= load.partitions || load.partitions < 1,
        "at most --partitions: " + load.partitions);
    problems.requireForm(
        "--heap", server.heap, "[1-9][0-9]{0,5}[kmgKMG]", "a size such as 512m or 2g");
    problems.require("--max-replay-records", server.maxReplayRecords, 0, Integer.MAX_VALUE);
    String beside = BenchConfig.dashed(steps.beside);
    problems.requireForm(
        "--beside",
        beside,
        load.rate.isPresent() ? BenchConfig.dashed(Beside.WITHOUT_COMPUTE) : ".*",
        "without --rate, as it is measured at the top rate");
    problems.requireForm(
        "--beside",
        beside,
        server.delivery == DeliveryMode.AT_LEAST_ONCE ? "without-.*" : ".*",
        "something that --delivery at-least-once is not");
    problems.requireForm(
        "--beside",
        beside,
        server.scoring.isOn() ? ".*" : "(?!without-scoring).*",
        "something that the server is not; give --scoring with it");
    problems.requireForm(
        "--beside",
        beside,
        server.scoring.isPublished() ? ".*" : "(?!without-scores-topic).*",
        "something that the server is not; give --scores-topic with it");
    problems.requireForm(
        "--emit",
        BenchConfig.dashed(server.emit),
        server.scoring.isPublished() ? BenchConfig.dashed(Emit.EVERY) : ".*",
        "every, with --scores-topic");
    problems.requireForm(
        "--emit",
        BenchConfig.dashed(server.emit),
        steps.restart ? BenchConfig.dashed(Emit.EVERY) : ".*",
        "every, with --restart");
    if (network.model.isEmpty()) {
      problems.requirePossible(() -> network.spec().lstmSteps(network.window().inputSize()));
    }
    problems.throwIfAny();
  }

  /** The most records of a batch. */
  int maxPollRecords() {
    String given = kafka.getOrDefault(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "");
    if (given.matches("[0-9]{1,9}")) {
      return Integer.parseInt(given);
    }
    return server.emit.pollRecords();
  }

  /**
   * What comes in.
   *
   * @param rate ticks a second; without one, as many as the server takes
   * @param duration of each measurement
   * @param warmUp of each server before its first measurement
   * @param rounds of measurements at the top rate
   */
  public record Load(
      int series,
      int partitions,
      OptionalDouble rate,
      Duration duration,
      Duration warmUp,
      int rounds) {}

  /**
   * What forecasts.
   *
   * @param model a bundle; without one, an untrained network of this shape
   * @param patchSize observations that are one step of the network; without it, each is one
   */
  public record Network(
      Optional<Path> model, int hidden, int inputSize, int horizon, OptionalInt patchSize) {

    /** The windows of the untrained network. */
    WindowSpec window() {
      return new WindowSpec(inputSize, horizon, 1);
    }

    /** The untrained network. */
    NetworkSpec spec() {
      List<ConvBlock> frontEnd =
          patchSize.isPresent()
              ? List.of(ConvBlock.patchEmbedding(patchSize.getAsInt(), hidden))
              : List.of();
      return new NetworkSpec(frontEnd, List.of(hidden), 0, true);
    }
  }

  /**
   * How it is served.
   *
   * @param threads loops of the server
   * @param maxReplayRecords of a partition that a restart reads again at the most
   * @param heap its largest heap, as {@code -Xmx} takes it
   */
  public record Server(
      DeliveryMode delivery,
      Emit emit,
      int threads,
      Scoring scoring,
      int maxReplayRecords,
      String heap) {
    /** The same with another delivery. */
    Server with(DeliveryMode other) {
      return new Server(other, emit, threads, scoring, maxReplayRecords, heap);
    }

    /** The same with another number of records that a restart may read again. */
    Server with(int otherReplayRecords) {
      return new Server(delivery, emit, threads, scoring, otherReplayRecords, heap);
    }

    /** The same with other scoring. */
    Server with(Scoring other) {
      return new Server(delivery, emit, threads, other, maxReplayRecords, heap);
    }
  }

  /**
   * What is measured.
   *
   * @param beside in turn with the server, at the top rate
   * @param restart whether the server is killed and started again at the end
   */
  public record Steps(Beside beside, boolean restart) {}
}
