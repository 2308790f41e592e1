package dev.foretick.stream.cli;

import dev.foretick.model.auto.AutoChoices;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.FileChecksum;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.DatasetException;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code foretick train}: from a CSV file to a model bundle, beside the naive baselines. */
@Command(
    name = "train",
    customSynopsis = {
      "foretick train --data FILE --target-field COLUMN --horizon N (--input-size N | --auto)",
      "                      --out FILE [OPTIONS]"
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
  private static final List<String> REQUIRED = List.of("--data", "--horizon", "--out");

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, order = 1, heading = "%nThe data:%n")
  private DataOptions data = new DataOptions();

  @Mixin private TrainingFlags training = new TrainingFlags();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The model bundle to write; by habit its name ends in .foretick.")
  private Path output = Path.of("");

  @Override
  public void run() {
    requireAll();
    requireWritable();
    valid(
        () -> {
          data.check();
          training.check(data.channelCount());
          return true;
        });
    Terminal terminal = Terminal.stderr();
    LoadedData loaded = valid(() -> data.load(training.horizon()));
    terminal.out().println(loaded.summary());
    TrainingOptions options = options(loaded, terminal.out());
    ModelBundle bundle =
        new ModelTraining(
                options,
                training.schedule().split(),
                loaded.schema(),
                data.file().toString(),
                checksum(data.file()),
                ForetickVersion.current())
            .run(loaded.series(), terminal, () -> false);
    BundleFile.write(bundle, output);
    report(bundle);
  }

  private static String checksum(Path file) {
    try {
      return FileChecksum.sha256(file);
    } catch (IOException e) {
      throw new CommandFailedException(
          "%s: %s (expected: a readable file)".formatted(file, e.getMessage()));
    }
  }

  private TrainingOptions options(LoadedData loaded, PrintStream err) {
    int channels = loaded.schema().channels();
    Duration frequency = loaded.schema().frequency();
    if (!training.auto()) {
      return valid(() -> training.options(TrainingDefaults.STANDARD, channels, frequency));
    }
    AutoChoices choices =
        training.choices(
            training.schedule().split().trainingData(loaded.series()).trainingPart(),
            frequency,
            channels);
    err.println("Chosen from the training part of the data, unless given:");
    training
        .reasons(choices, spec.commandLine().getParseResult()::hasMatchedOption)
        .forEach(err::println);
    return valid(() -> training.options(TrainingDefaults.of(choices), channels, frequency));
  }

  private void report(ModelBundle bundle) {
    PrintWriter out = spec.commandLine().getOut();
    ReportText.lines(bundle.report(), bundle.window(), bundle.levels()).forEach(out::println);
    out.println();
    out.println("Wrote " + output + " (" + bundle.modelName() + ", " + size(output) + ").");
    out.flush();
  }

  private void requireAll() {
    ParseResult parsed = spec.commandLine().getParseResult();
    List<String> missing =
        REQUIRED.stream().filter(option -> !parsed.hasMatchedOption(option)).toList();
    if (!missing.isEmpty()) {
      throw usage("missing: " + String.join(", ", missing));
    }
    if (!training.hasInputSize() && !training.auto()) {
      throw usage("missing: --input-size, or --auto");
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
    } catch (DatasetException e) {
      // A file that is not as it should be is no wrong use of the command.
      throw e;
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
