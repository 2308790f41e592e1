package dev.foretick.stream.cli;

import dev.foretick.model.dataset.DatasetException;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.LocalDefaults;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.feed.FeedLimits;
import dev.foretick.stream.feed.FeedProducer;
import dev.foretick.stream.feed.FeedProgress;
import dev.foretick.stream.feed.FeedReport;
import dev.foretick.stream.feed.Feeder;
import dev.foretick.stream.feed.Pace;
import dev.foretick.stream.feed.RecordSource;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TerminalSize;
import dev.foretick.stream.topics.TopicAccess;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick feed}: a file, a pipe or a market into a topic. */
@Command(
    name = "feed",
    customSynopsis = {
      "foretick feed --data FILE [OPTIONS]            rows of a CSV file",
      "       foretick feed --json FILE|- [OPTIONS]          JSON lines as they stand",
      "       foretick feed --market NAME --product NAME     the live trades of an exchange"
    },
    header =
        "Write observations of a file, a pipe or a market to a topic, as the server reads them.",
    description = {
      "",
      "Takes the options of 'foretick train' for the same file. With --config it takes brokers, topic"
          + " and format of the messages from the server's own configuration, and names of columns"
          + " from its model. Delivery is at least once: --skip goes on where a run ended.",
    },
    footer = {
      "  foretick feed --data ETTh1.csv --time-field date --target-field OT --rate 20/s",
      "  foretick feed --config serve.yaml --data ETTh1.csv --time-field date --speed-up 3600",
      "  tail -f readings.jsonl | foretick feed --json - --target-field OT --series oil"
    })
final class FeedCommand implements Callable<Integer> {
  /** Beyond the time that the producer gets to finish. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, order = 1, heading = "%nRows of a CSV file:%n")
  private DataOptions data = new DataOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nOther sources:%n")
  private SourceOptions other = new SourceOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe pace:%n")
  private PaceOptions pace = new PaceOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nTimes:%n")
  private TimeOptions times = new TimeOptions();

  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Where to (default: the configuration's topics.input, or " + LocalDefaults.INPUT + ").")
  private @Nullable String topic;

  @Option(names = "--create-topic", description = "Make the topic if it is not there.")
  private boolean create;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of a topic that is made (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Override
  public Integer call() throws InterruptedException {
    Logging.withoutClients(ForetickCommand.isVerbose(spec.commandLine()));
    Optional<ServeConfig> server = broker.config();
    Map<String, String> properties = broker.properties(server);
    String name =
        topic != null
            ? topic
            : server.map(known -> known.topics().input()).orElse(LocalDefaults.INPUT);
    Pace wanted = valid(pace::pace);
    FeedLimits limits = valid(pace::limits);
    Terminal terminal = Terminal.stderr();
    int columns =
        terminal.interactive() ? TerminalSize.current().columns() : TerminalSize.DEFAULT.columns();
    FeedProgress progress = new FeedProgress(terminal, columns, System::nanoTime);
    FeedSources sources = new FeedSources(data, other, pace, times, server, progress::println);
    valid(
        () -> {
          if (partitions < 1) {
            throw new IllegalArgumentException(
                "--partitions: %d (expected: >= 1)".formatted(partitions));
          }
          sources.check(spec.commandLine().getParseResult()::hasMatchedOption);
          return true;
        });
    StopSignal stop = StopSignal.install(PATIENCE);
    int exitCode = ExitCode.SOFTWARE;
    try (RecordSource source = valid(sources::open)) {
      prepareTopic(properties, name);
      Producer<byte[], byte[]> producer =
          BrokerOptions.open(properties, all -> FeedProducer.open(all, sources.isLive()));
      FeedReport report =
          new Feeder(
                  source,
                  wanted,
                  limits,
                  producer,
                  name,
                  FeedProducer.patience(properties),
                  System::nanoTime,
                  stop::await,
                  progress)
              .run();
      progress.clear();
      tell(report, name + " at " + BrokerOptions.brokers(properties));
      exitCode = report.whole() ? ExitCode.OK : ExitCode.SOFTWARE;
    } finally {
      stop.finished(exitCode);
    }
    return exitCode;
  }

  private void prepareTopic(Map<String, String> properties, String name)
      throws InterruptedException {
    try (Admin admin = BrokerOptions.admin(properties)) {
      TopicAccess access = BrokerOptions.access(admin, properties);
      if (!create || !access.create(name, partitions)) {
        access.partitions(name, "a topic that is there, or --create-topic");
      }
    }
  }

  private void tell(FeedReport report, String where) {
    PrintWriter out = spec.commandLine().getOut();
    report.remarks().forEach(out::println);
    out.println(
        "%s%s records to %s in %s, %s/s; %s failed, %s refused"
            .formatted(
                report.stopped() ? "Stopped: " : "",
                Figures.count(report.acknowledged()),
                where,
                Figures.clock(report.elapsed()),
                Figures.count(Math.round(report.perSecond())),
                Figures.count(report.sent() - report.acknowledged()),
                Figures.count(report.refused())));
    out.flush();
    if (report.failure().isPresent()) {
      throw new CommandFailedException(
          "%s (--skip %d goes on from there)".formatted(report.failure().get(), report.next()));
    }
  }

  private <T> T valid(Supplier<T> options) {
    try {
      return options.get();
    } catch (DatasetException | ConfigException e) {
      // A file that is not as it should be is no wrong use of the command.
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
