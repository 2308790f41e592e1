package dev.foretick.stream.demo;

import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.training.ReportText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * The whole of Foretick on one machine: a broker, real ticks, training on the first half of them,
 * serving the second half live, and a view of how it goes.
 */
public final class Demo {
  private static final List<String> OWN_TOPICS =
      List.of(DemoConfig.TICKS, DemoConfig.FORECASTS, DemoConfig.SCORES, DemoConfig.DEAD_LETTERS);

  private static final String MODEL = "demo.foretick";

  private final DemoOptions options;
  private final Terminal terminal;
  private final StopSignal stop;
  private final PrintStream out;

  /**
   * Prepares a run.
   *
   * @param stop ends it early
   */
  public Demo(DemoOptions options, Terminal terminal, StopSignal stop) {
    this.options = options;
    this.terminal = terminal;
    this.stop = stop;
    this.out = terminal.out();
  }

  /**
   * Runs to the end of the duration, of the recording or to the stop signal, and prints a summary.
   *
   * @param directory for the broker's data, the model and the configuration
   * @param version of this software, for the model's provenance
   * @return whether every tick that was sent had one forecast
   */
  public boolean run(Path directory, String version) throws IOException, InterruptedException {
    try (EmbeddedBroker broker = startBroker(directory)) {
      MarketTicks ticks = MarketTicks.load();
      int first = ticks.count() / 2;
      Path model = directory.resolve(MODEL);
      return !train(ticks, first, model, version)
          || serve(ticks, first, broker, config(directory, broker, model));
    }
  }

  /**
   * Only trains, and writes the model and the ticks that it did not learn from, for a server and a
   * feeder elsewhere. The model comes last: where it is, both are whole.
   *
   * @param directory takes {@code demo.foretick} and {@code ticks.csv}
   * @param version of this software, for the model's provenance
   * @return whether it came to the end
   */
  public boolean prepare(Path directory, String version) throws IOException {
    MarketTicks ticks = MarketTicks.load();
    int first = ticks.count() / 2;
    Path recording = directory.resolve("ticks.csv");
    TicksFile.write(ticks, first, recording);
    Path model = directory.resolve(MODEL);
    boolean trained = train(ticks, first, model, version);
    if (trained) {
      out.println();
      out.println("Wrote " + model + " and " + recording);
    }
    return trained;
  }

  private EmbeddedBroker startBroker(Path directory) {
    heading("Kafka");
    EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"), options.port());
    List<String> topics = new ArrayList<>(OWN_TOPICS);
    topics.addAll(options.topics());
    topics.forEach(topic -> broker.createTopic(topic, 1));
    out.println("  A broker of its own at " + terminal.bold(broker.bootstrapServers()));
    out.println("  Topics " + String.join(", ", topics));
    return broker;
  }

  /** Says whether there is a model: a stop signal leaves none. */
  private boolean train(MarketTicks ticks, int count, Path file, String version) {
    heading("Training");
    out.println("  " + MarketTicks.SOURCE);
    out.println(
        "  A small CNN-LSTM learns from the first %s of %s, in at most %s"
            .formatted(
                Figures.count(count),
                Figures.count(ticks.count()),
                Figures.span(options.trainingLimit())));
    ModelBundle bundle;
    try {
      bundle =
          DemoTraining.train(
              ticks, count, options.trainingLimit(), version, terminal, stop::isRequested);
    } catch (CancellationException e) {
      out.println("  Stopped before there was a model");
      return false;
    }
    BundleFile.write(bundle, file);
    out.println();
    ReportText.lines(bundle.report(), bundle.window(), bundle.levels())
        .forEach(line -> out.println(line.isEmpty() ? "" : "  " + line));
    return true;
  }

  private Path config(Path directory, EmbeddedBroker broker, Path model) throws IOException {
    Path file = directory.resolve("serve.yaml");
    String yaml = DemoConfig.yaml(broker.bootstrapServers(), model, options.httpPort());
    Files.writeString(file, yaml);
    heading("Serving");
    out.println("  What 'foretick serve' would run from this configuration:");
    yaml.lines().forEach(line -> out.println(terminal.dim("    " + line)));
    return file;
  }

  private boolean serve(MarketTicks ticks, int first, EmbeddedBroker broker, Path config)
      throws InterruptedException {
    try (ForecastServer server = ForecastServer.start(ServeConfig.load(config, Map.of()))) {
      String page = "http://127.0.0.1:%d/".formatted(server.httpPort());
      out.println("  Live page:   " + terminal.bold(page));
      out.println("  Metrics:     " + terminal.bold(page + "metrics"));
      out.println("  Read along:  " + terminal.bold(kcat(broker)));
      Readiness.await(server.httpPort(), stop);
      if (options.browser() && terminal.interactive()) {
        DesktopBrowser.ofThisMachine().open(page);
      }
      DemoFigures figures =
          new DemoRun(options, terminal, stop, ticks, first, server, broker).play(page);
      new DemoSummary(terminal).lines(figures).forEach(out::println);
      return figures.lost() == 0 && figures.doubled() == 0;
    }
  }

  private static String kcat(EmbeddedBroker broker) {
    return "kcat -b %s -t %s -K '  ' -o end -q"
        .formatted(broker.bootstrapServers(), DemoConfig.FORECASTS);
  }

  private void heading(String text) {
    out.println();
    out.println(terminal.bold(text));
  }
}
