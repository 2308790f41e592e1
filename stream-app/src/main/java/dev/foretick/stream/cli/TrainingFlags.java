package dev.foretick.stream.cli;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.auto.AutoChoices;
import dev.foretick.model.auto.Choice;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.trained.TrainedModel;
import dev.foretick.model.training.TrainingOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What to train and how, as far as a user says it; the rest is standard or suits the data. */
final class TrainingFlags {
  @ArgGroup(validate = false, order = 2, heading = "%nThe forecast:%n")
  private WindowOptions window = new WindowOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nThe network:%n")
  private NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nThe training:%n")
  private ScheduleOptions schedule = new ScheduleOptions();

  @Option(
      names = "--auto",
      description = {
        "Choose what is not given from the data: season, window, network and schedule; says why."
      })
  private boolean auto;

  @Option(
      names = "--seasonality",
      paramLabel = "N",
      description = {
        "Steps of a season, for the seasonal naive forecast and MASE (default: a day of anything"
            + " that comes more often, 7 of daily, 52 of weekly, 12 of monthly data)."
      })
  private @Nullable Integer seasonality;

  boolean auto() {
    return auto;
  }

  boolean hasInputSize() {
    return window.hasInputSize();
  }

  int horizon() {
    return window.horizon();
  }

  /** The season where none is given. */
  void defaultSeasonality(int steps) {
    seasonality = seasonality == null ? Integer.valueOf(steps) : seasonality;
  }

  /**
   * The options of a model that is there already, for the baselines beside it.
   *
   * @throws IllegalArgumentException if the model does not suit the data
   */
  TrainingOptions optionsOf(ModelBundle bundle, SeriesSchema data) {
    TrainedModel model = bundle.model();
    if (data.channels() != model.window().channels()) {
      throw new IllegalArgumentException(
          "data: %d channels (expected: %d, the target%s)"
              .formatted(
                  data.channels(),
                  model.window().channels(),
                  BundleText.seenWith(bundle.schema())));
    }
    if (window.horizon() != model.window().horizon()) {
      throw new IllegalArgumentException(
          "--horizon: %d (expected: %d, the model's)"
              .formatted(window.horizon(), model.window().horizon()));
    }
    window
        .inputSize()
        .filter(size -> size != model.window().inputSize())
        .ifPresent(
            size -> {
              throw new IllegalArgumentException(
                  "--input-size: %d (expected: %d, the model's)"
                      .formatted(size, model.window().inputSize()));
            });
    return new TrainingOptions(
        model.window(),
        model.network(),
        model.scaling().transform(),
        model.scaling().normalization(),
        model.levels(),
        model.point(),
        schedule.schedule(TrainingDefaults.STANDARD),
        TrainingOptions.Blending.NONE,
        seasonality == null ? bundle.report().seasonality() : seasonality);
  }

  WindowOptions window() {
    return window;
  }

  ScheduleOptions schedule() {
    return schedule;
  }

  /**
   * Checks what can be checked without the data.
   *
   * @throws IllegalArgumentException if options do not fit each other
   */
  void check(int channels) {
    if (window.hasInputSize()) {
      options(TrainingDefaults.STANDARD, channels, Duration.ofSeconds(1));
    } else {
      window.quantiles();
      new WindowSpec(WindowSpec.MAX_INPUT_SIZE, window.horizon(), channels);
    }
    schedule.split();
  }

  /**
   * What suits the data.
   *
   * @param training the training part of the histories, and nothing after it
   */
  AutoChoices choices(List<SeriesData> training, Duration frequency, int channels) {
    return AutoChoices.of(training, frequency, window.horizon(), channels);
  }

  /**
   * The choices in words, but for those that the user made.
   *
   * @param given whether an option, by its whole name, is on the command line
   */
  List<String> reasons(AutoChoices choices, Predicate<String> given) {
    return choices.reasons().stream()
        .filter(choice -> !given.test("--" + choice.option()))
        .map(TrainingFlags::line)
        .toList();
  }

  /**
   * All options, given or not.
   *
   * @throws IllegalArgumentException if they do not fit each other
   */
  TrainingOptions options(TrainingDefaults defaults, int channels, Duration frequency) {
    WindowSpec shape = window.window(channels, defaults);
    int period = seasonality == null ? -1 : seasonality;
    if (period < 0) {
      period =
          defaults.seasonality().isPresent()
              ? defaults.seasonality().getAsInt()
              : Seasonality.of(frequency, shape.inputSize());
    }
    return new TrainingOptions(
        shape,
        network.spec(shape.inputSize(), defaults),
        window.transform(defaults),
        window.normalization(defaults),
        window.quantiles(),
        network.point(),
        schedule.schedule(defaults),
        network.blending(),
        period);
  }

  private static String line(Choice choice) {
    return String.format(
        Locale.ROOT, "  --%-14s %-9s %s", choice.option(), choice.value(), choice.reason());
  }
}
