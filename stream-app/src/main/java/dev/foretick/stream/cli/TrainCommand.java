package dev.foretick.stream.cli;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.CsvContent;
import dev.foretick.model.dataset.CsvOptions;
import dev.foretick.model.dataset.CsvSeriesReader;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.training.ModelTraining;
import dev.foretick.stream.training.ReportText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code foretick train}: from a CSV file to a model bundle, beside the naive baselines. */
@Command(
    name = "train",
    customSynopsis = {
      "foretick train --data FILE --target-field COLUMN --input-size N --horizon N --out FILE",
      "                      [OPTIONS]"
    },
    header = "Train a model on a CSV file and compare it with the naive forecasts.",
    description = {
      "",
      "Learns from the oldest part of the file, chooses the best epoch and calibrates the intervals"
          + " on the next, and reports on the newest, which it never saw."
    },
    footer =
        "  foretick train --data ETTh1.csv --time-field date --target-field OT%n"
            + "      --input-size 336 --horizon 24 --out m.foretick")
final class TrainCommand implements Runnable {
  /** Option groups of picocli do not ask for their required options. */
  private static final List<String> REQUIRED =
      List.of("--data", "--target-field", "--input-size", "--horizon", "--out");

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, order = 1, heading = "%nThe data:%n")
  private DataOptions data = new DataOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nThe forecast:%n")
  private WindowOptions window = new WindowOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe network:%n")
  private NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nThe training:%n")
  private ScheduleOptions schedule = new ScheduleOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The model bundle to write; by habit its name ends in .foretick.")
  private Path output = Path.of("");

  @Option(
      names = "--seasonality",
      paramLabel = "N",
      description = {
        "Steps of a season, for the seasonal naive forecast and MASE (default: a day of anything"
            + " that comes more often, 7 of daily, 52 of weekly, 12 of monthly data)."
      })
  private @Nullable Integer seasonality;

  @Override
  public void run() {
    requireAll();
    requireWritable();
    CsvOptions csv = valid(data::csv);
    WindowSpec shape = valid(() -> window.window(csv.channels()));
    valid(() -> network.spec(shape.inputSize()));
    valid(window::quantiles);
    valid(schedule::split);
    valid(schedule::schedule);
    Terminal terminal = Terminal.stderr();
    CsvContent content = new CsvSeriesReader(csv).load(data.file());
    Duration frequency = Frequency.infer(content.series());
    tell(terminal.out(), content, frequency);
    TrainingOptions options = valid(() -> options(shape, frequency));
    SeriesSchema schema = new SeriesSchema(csv.targetField(), csv.covariateFields(), frequency);
    ModelBundle bundle =
        new ModelTraining(
                options,
                schema,
                data.file().toString(),
                FileChecksum.sha256(data.file()),
                ForetickVersion.current())
            .run(content.series(), terminal, () -> false);
    BundleFile.write(bundle, output);
    report(bundle);
  }

  private TrainingOptions options(WindowSpec shape, Duration frequency) {
    return new TrainingOptions(
        shape,
        network.spec(shape.inputSize()),
        window.transform(),
        window.normalization(),
        window.quantiles(),
        schedule.schedule(),
        schedule.split(),
        seasonality == null ? Seasonality.of(frequency, shape.inputSize()) : seasonality);
  }

  private void report(ModelBundle bundle) {
    PrintWriter out = spec.commandLine().getOut();
    ReportText.lines(bundle.report(), bundle.window(), bundle.levels()).forEach(out::println);
    out.println();
    out.println("Wrote " + output + " (" + bundle.modelName() + ", " + size(output) + ").");
    out.flush();
  }

  private static void tell(PrintStream err, CsvContent content, Duration frequency) {
    err.printf(
        "Read %s rows of %s series, one every %s%s%s.%n",
        Figures.count(content.rows()),
        Figures.count(content.series().size()),
        Figures.span(frequency),
        content.timeFormat().map(format -> ", time as " + format.optionName()).orElse(""),
        content.holes() > 0
            ? ", " + Figures.count(content.holes()) + " holes filled or dropped"
            : "");
  }

  private void requireAll() {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> missing =
        REQUIRED.stream().filter(option -> !parsed.hasMatchedOption(option)).toList();
    if (!missing.isEmpty()) {
      throw usage("missing: " + String.join(", ", missing));
    }
  }

  /** Learning for minutes only to find the disk read-only helps nobody. */
  private void requireWritable() {
    Path directory = output.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw usage("--out: %s (expected: a file name in a writable directory)".formatted(output));
    }
    if (Files.isDirectory(output)) {
      throw usage("--out: %s is a directory (expected: a file name)".formatted(output));
    }
  }

  private <T> T valid(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private ParameterException usage(@Nullable String message) {
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }

  private static String size(Path file) {
    try {
      return Figures.bytes(Files.size(file));
    } catch (IOException e) {
      return "gone already";
    }
  }
}
