package dev.foretick.stream.cli;

import dev.foretick.stream.bench.Scoring;
import dev.foretick.stream.bench.ServeBenchOptions;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.Emit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How it is served, and through which broker. */
final class BenchServerOptions {
  @Option(
      names = "--delivery",
      paramLabel = "MODE",
      defaultValue = "exactly-once",
      converter = OptionNames.Deliveries.class,
      description = "As the server's key delivery (default: ${DEFAULT-VALUE}).")
  private DeliveryMode delivery = DeliveryMode.EXACTLY_ONCE;

  @Option(
      names = "--emit",
      paramLabel = "NAME",
      defaultValue = "every",
      converter = OptionNames.Emits.class,
      description = "As the server's key emit: every or latest (default: ${DEFAULT-VALUE}).")
  private Emit emit = Emit.EVERY;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Loops of the server (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--scoring", description = "Let the server score its forecasts, too.")
  private boolean scoring;

  @Option(
      names = "--scores-topic",
      description = {
        "Let the server score its forecasts and publish each score, as with its key topics.scores."
      })
  private boolean scoresTopic;

  @Option(
      names = "--max-replay-records",
      paramLabel = "N",
      defaultValue = "100000",
      description = {
        "As the server's key state.max-replay-records: less of it means more snapshots of windows,"
            + " and a quicker restart (default: ${DEFAULT-VALUE})."
      })
  private int maxReplayRecords;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "2g",
      description = "The server's largest heap (default: ${DEFAULT-VALUE}).")
  private String heap = "";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = {
        "Brokers to use, in which topics foretick-bench-* are made and deleted again (default: one"
            + " of its own on this machine)."
      })
  private @Nullable String bootstrapServers;

  @Option(
      names = {"-K", "--kafka"},
      paramLabel = "KEY=VALUE",
      description = {
        "A property of the server's Kafka clients, as under kafka.* of its configuration; those of"
            + " security hold for the other clients, too. May be repeated."
      })
  private Map<String, String> kafka = new LinkedHashMap<>();

  ServeBenchOptions.Server server() {
    return new ServeBenchOptions.Server(delivery, emit, threads, scoring(), maxReplayRecords, heap);
  }

  private Scoring scoring() {
    if (scoresTopic) {
      return Scoring.PUBLISHED;
    }
    return scoring ? Scoring.ON : Scoring.OFF;
  }

  Optional<String> bootstrapServers() {
    return Optional.ofNullable(bootstrapServers);
  }

  Map<String, String> kafka() {
    return kafka;
  }
}
