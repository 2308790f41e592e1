package dev.foretick.stream.cli;

import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.tail.ForecastLines;
import dev.foretick.stream.tail.RawLines;
import dev.foretick.stream.tail.ScoreLines;
import dev.foretick.stream.tail.TailLines;
import dev.foretick.stream.tail.TailStart;
import dev.foretick.stream.tail.TopicTail;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TerminalSize;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick tail}: what the server publishes, as lines that people read. */
@Command(
    name = "tail",
    header = "Show forecasts or scores of a topic as they come, one line each.",
    description = {
      "",
      "A forecast's line has its next step and its last, each with the interval; a score's has the"
          + " error beside the naive one's. Reads what is committed, and belongs to no group.",
    },
    footer = {
      "  foretick tail                                  what serve --model --broker forecasts",
      "  foretick tail --config serve.yaml --scores -n 20",
      "  foretick tail --topic forecasts --series AAPL --json | jq .steps[0]"
    })
final class TailCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = {
        "What to read (default: the configuration's topics.output or topics.scores, or "
            + LocalDefaults.OUTPUT
            + " or "
            + LocalDefaults.SCORES
            + ")."
      })
  private @Nullable String topic;

  @Option(names = "--scores", description = "Show scores instead of forecasts.")
  private boolean scores;

  @Option(names = "--series", paramLabel = "NAME", split = ",", description = "Only these series.")
  private List<String> series = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "earliest|latest",
      converter = OptionNames.TailFroms.class,
      description = "With the first message that is there, or the next (default: latest).")
  private @Nullable TailFrom from;

  @Option(names = "-n", paramLabel = "N", description = "With the last N lines that are there.")
  private @Nullable Integer last;

  @Option(names = "--no-follow", description = "End at the end of the topic.")
  private boolean noFollow;

  @Option(names = "--json", description = "The messages as they stand, one a line.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    Logging.withoutClients(ForetickCommand.isVerbose(spec.commandLine()));
    TailStart start = start();
    Optional<ServeConfig> server = broker.config();
    Map<String, String> properties = broker.properties(server);
    String name = topic != null ? topic : topicOf(server);
    StopSignal stop = StopSignal.install(PATIENCE);
    int exitCode = ExitCode.SOFTWARE;
    try {
      int partitions = partitions(properties, name);
      Terminal terminal = Terminal.stdout();
      PrintStream out = terminal.out();
      TailLines lines = lines(terminal);
      try (KafkaConsumer<byte[], byte[]> consumer =
          BrokerOptions.open(properties, TailCommand::consumer)) {
        PrintWriter err = spec.commandLine().getErr();
        TopicTail tail =
            new TopicTail(
                consumer, name, partitions, Set.copyOf(series), lines, out::println, err::println);
        boolean whole = tail.run(start, !noFollow, () -> stop.isRequested() || out.checkError());
        if (noFollow && tail.shown() == 0 && !stop.isRequested()) {
          err.println(spec.qualifiedName() + ": " + nothing(start, name));
        }
        exitCode = whole ? ExitCode.OK : ExitCode.SOFTWARE;
      } catch (KafkaException e) {
        throw new CommandFailedException(
            "topic %s at %s: %s"
                .formatted(name, BrokerOptions.brokers(properties), e.getMessage()));
      }
    } finally {
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private String nothing(TailStart start, String name) {
    if (start instanceof TailStart.Latest) {
      return "--no-follow: nothing comes after the latest (expected: with -n N or --from earliest)";
    }
    return series.isEmpty()
        ? "topic %s: nothing in it".formatted(name)
        : "topic %s: nothing of %s in it (expected: a series that is there)"
            .formatted(name, String.join(", ", series));
  }

  private TailLines lines(Terminal terminal) {
    if (json) {
      return new RawLines();
    }
    boolean narrow =
        terminal.interactive() && TerminalSize.current().columns() < ForecastLines.COLUMNS;
    return scores ? new ScoreLines(terminal) : new ForecastLines(terminal, narrow);
  }

  private TailStart start() {
    try {
      if (last != null && from != null) {
        throw new IllegalArgumentException("--from, -n: both (expected: one of them)");
      }
      if (last != null) {
        return new TailStart.Last(last);
      }
      return from == TailFrom.EARLIEST ? new TailStart.Earliest() : new TailStart.Latest();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private String topicOf(Optional<ServeConfig> server) {
    if (server.isEmpty()) {
      return scores ? LocalDefaults.SCORES : LocalDefaults.OUTPUT;
    }
    ServeConfig.Topics topics = server.get().topics();
    if (!scores) {
      return topics.output();
    }
    return topics
        .scores()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--scores: the configuration has no topics.scores (expected: one, or --topic)"));
  }

  private static int partitions(Map<String, String> properties, String name)
      throws InterruptedException {
    try (Admin admin = BrokerOptions.admin(properties)) {
      return BrokerOptions.access(admin, properties)
          .partitions(name, "a topic that a server writes");
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Map<String, String> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    // It belongs to no group, whatever the server's consumers do.
    List.of(
            CommonClientConfigs.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG)
        .forEach(all::remove);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
