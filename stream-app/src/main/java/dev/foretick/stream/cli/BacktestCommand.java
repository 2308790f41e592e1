package dev.foretick.stream.cli;

import dev.foretick.model.auto.AutoChoices;
import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.M4Protocol;
import dev.foretick.model.bundle.BundleFile;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.DatasetException;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.stream.backtest.BacktestJob;
import dev.foretick.stream.backtest.LeakCheck;
import dev.foretick.stream.terminal.Terminal;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code foretick backtest}: how a model would have done, beside the baselines. */
@Command(
    name = "backtest",
    customSynopsis = {
      "foretick backtest --data FILE (--target-field COLUMN | --channels all)",
      "                         (--horizon N | --model FILE) [OPTIONS]"
    },
    header = "Tell how a model would have done in the past, beside naive and linear baselines.",
    description = {
      "",
      "Goes through the newest part of the data as it happened, and forecasts at each moment from"
          + " what was known then. Trains a model on what came before, or takes one that is there."
          + " Without --input-size, what is not given is chosen from the training part of the data."
    },
    footer =
        "  foretick backtest --data ETTh1.csv --time-field date --channels all%n"
            + "      --protocol ltsf-ett-hourly --horizon 96 --report backtest.html")
final class BacktestCommand implements Runnable {
  private static final double M4_LEVEL = 95;

  /** The choices of a leak check's runs are those that were printed. */
  private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(validate = false, order = 1, heading = "%nThe data:%n")
  private DataOptions data = new DataOptions();

  @Mixin private TrainingFlags training = new TrainingFlags();

  @ArgGroup(validate = false, order = 5, heading = "%nThe test:%n")
  private OriginOptions test = new OriginOptions();

  @ArgGroup(validate = false, order = 6, heading = "%nThe M4 competition:%n")
  private M4Options m4 = new M4Options();

  @ArgGroup(validate = false, order = 7, heading = "%nThe report:%n")
  private ReportOptions output = new ReportOptions();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A model bundle to test instead of training one.")
  private @Nullable Path model;

  @Option(
      names = "--check-leaks",
      description = {
        "Prove that forecasts know nothing of the future: run all again with two other futures, in"
            + " which no earlier forecast may change. Takes three times as long."
      })
  private boolean checkLeaks;

  @Override
  public void run() {
    Optional<ModelBundle> bundle = Optional.ofNullable(model).map(BundleFile::read);
    bundle.ifPresent(given -> training.window().defaultHorizon(given.window().horizon()));
    BacktestData histories = valid(this::load);
    bundle.ifPresent(given -> requireReadAsFor(given, histories.loaded()));
    Terminal terminal = Terminal.stderr();
    terminal.out().println(histories.loaded().summary());
    BacktestJob job = job(histories, bundle, terminal.out());
    BacktestReport report =
        checkLeaks
            ? LeakCheck.run(
                histories.loaded().series(),
                job.plan().lastTrainingEnds(),
                terminal,
                (series, listener) ->
                    job(histories.with(series), bundle, SILENT).run(terminal, listener))
            : job.run(terminal, BacktestListener.NONE);
    output.publish(
        histories.m4().map(protocol -> withOwa(report, protocol)).orElse(report),
        spec.commandLine().getOut());
  }

  /** All that the options and the data say: what is chosen, what is trained, what is forecast. */
  private BacktestJob job(
      BacktestData histories, Optional<ModelBundle> bundle, PrintStream reasons) {
    TrainingOptions options =
        bundle
            .map(given -> valid(() -> training.optionsOf(given, histories.loaded().schema())))
            .orElseGet(() -> options(histories, reasons));
    return new BacktestJob(
        valid(() -> histories.plan(options.window())),
        options,
        histories.loaded().schema(),
        new BacktestJob.Source(
            histories.name(), histories.loaded().filledRows(), histories.rowTime()),
        new BacktestJob.Origins(test.stepSize(), test.refit()),
        bundle);
  }

  private void requireReadAsFor(ModelBundle given, LoadedData loaded) {
    valid(() -> training.optionsOf(given, loaded.schema()));
    ModelReading reading = new ModelReading(given, data, loaded);
    valid(
        () -> {
          reading.requireSame();
          return true;
        });
    PrintWriter err = spec.commandLine().getErr();
    reading.doubts().forEach(doubt -> err.println("warning: " + doubt));
    err.flush();
  }

  private BacktestData load() {
    boolean competition = test.protocol() == ProtocolName.M4;
    if (competition != m4.isGiven()) {
      throw new IllegalArgumentException(
          "--train, --test, --season: %s --protocol m4 (expected: these three with it, and only with it)"
              .formatted(competition ? "missing with" : "without"));
    }
    test.origins();
    output.check();
    if (model != null && test.refit() > 0) {
      throw new IllegalArgumentException(
          "--refit: with --model (expected: without, as the model is there already)");
    }
    if (model != null && test.protocol() != ProtocolName.OWN) {
      throw new IllegalArgumentException(
          "--protocol: %s with --model (expected: own, as a model knows its data as they are)"
              .formatted(test.protocol().optionName()));
    }
    if (data.fillsGaps() && test.protocol() != ProtocolName.OWN) {
      throw new IllegalArgumentException(
          "--fill-gaps: with --protocol %s (expected: without, as its figures are of the rows that are there)"
              .formatted(test.protocol().optionName()));
    }
    if (checkLeaks && training.schedule().isTimeLimited()) {
      throw new IllegalArgumentException(
          "--check-leaks: with --time-limit (expected: without, as no two runs take the same time)");
    }
    if (competition) {
      BacktestData histories = BacktestData.of(m4);
      training.window().defaultHorizon(histories.m4().orElseThrow().horizon());
      training.window().defaultLevel(M4_LEVEL);
      training.defaultSeasonality(m4.season());
      training.check(1);
      return histories;
    }
    if (!spec.commandLine().getParseResult().hasMatchedOption("--data")) {
      throw new IllegalArgumentException("missing: --data");
    }
    if (training.horizon() == 0) {
      throw new IllegalArgumentException("missing: --horizon, or --model");
    }
    data.check();
    training.check(data.channelCount());
    TimeSplit split = training.schedule().split();
    double share = split.validation() / (split.training() + split.validation());
    return BacktestData.of(data, test, training.horizon(), share);
  }

  private TrainingOptions options(BacktestData histories, PrintStream err) {
    int channels = histories.loaded().schema().channels();
    Duration frequency = histories.loaded().schema().frequency();
    if (training.hasInputSize() && !training.auto()) {
      return valid(() -> training.options(TrainingDefaults.STANDARD, channels, frequency));
    }
    AutoChoices choices =
        valid(
            () ->
                training.choices(histories.trainingPart(training.horizon()), frequency, channels));
    err.println("Chosen from the training part of the data, unless given:");
    training
        .reasons(choices, spec.commandLine().getParseResult()::hasMatchedOption)
        .forEach(err::println);
    return valid(() -> training.options(TrainingDefaults.of(choices), channels, frequency));
  }

  private static BacktestReport withOwa(BacktestReport report, M4Protocol protocol) {
    return new BacktestReport(
        report.setup(),
        report.series(),
        report.forecasters().stream()
            .map(scores -> scores.withOwa(protocol.owa(scores.overall())))
            .toList(),
        report.samples(),
        report.notes());
  }

  private <T> T valid(Supplier<T> options) {
    try {
      return options.get();
    } catch (DatasetException e) {
      // A file that is not as it should be is no wrong use of the command.
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
