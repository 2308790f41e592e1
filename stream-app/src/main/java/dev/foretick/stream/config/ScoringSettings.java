package dev.foretick.stream.config;

import static dev.foretick.stream.config.Setting.optional;
import static dev.foretick.stream.config.Setting.setting;
import static dev.foretick.stream.config.SettingType.flag;
import static dev.foretick.stream.config.SettingType.integer;
import static dev.foretick.stream.config.SettingType.texts;

import dev.foretick.common.series.SeriesId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys of scoring and of what metrics say of it, which {@link Settings} has among all others.
 */
final class ScoringSettings {
  static final Setting<Boolean> SCORING_ENABLED =
      setting(
          "scoring.enabled",
          flag(),
          true,
          "Whether forecasts are compared with what came.",
          c -> c.scoring().enabled());
  static final Setting<Integer> SCORING_MAX_PENDING =
      setting(
          "scoring.max-pending",
          integer(1, 100_000),
          64,
          "The most forecasts of a series that wait for their actual values. With a longer horizon h only every ⌈h / max-pending⌉-th forecast is scored. Memory per series: about 2 bytes × pending × horizon × quantiles, and 32 bytes × pending.",
          c -> c.scoring().maxPending());
  static final Setting<Set<SeriesId>> METRICS_SERIES =
      setting(
          "metrics.series",
          texts()
              .as(
                  "a list of series ids of 1 to " + SeriesId.MAX_LENGTH + " characters",
                  ScoringSettings::seriesIds),
          Set.of(),
          "Series that are exported by their own name: accuracy, the newest value and what was forecast for it. The live page keeps how the forecasts of the first 96 turned out. Each costs 6 time series in Prometheus and 3 for each of `metrics.steps`.",
          ServeConfig::metricsSeries);
  static final Setting<Optional<List<Integer>>> METRICS_STEPS =
      optional(
          "metrics.steps",
          texts().as("a list of steps, each at least 1", ScoringSettings::steps),
          "1, ⌈h/3⌉, ⌈2h/3⌉ and the horizon h",
          "Steps that accuracies and due forecasts are exported for by the label `step`.",
          ServeConfig::metricsSteps);

  private ScoringSettings() {}

  private static @Nullable Set<SeriesId> seriesIds(List<String> names) {
    boolean valid = names.stream().allMatch(name -> name.length() <= SeriesId.MAX_LENGTH);
    return valid ? names.stream().map(SeriesId::new).collect(Collectors.toUnmodifiableSet()) : null;
  }

  private static @Nullable List<Integer> steps(List<String> texts) {
    boolean valid =
        !texts.isEmpty() && texts.stream().allMatch(text -> text.matches("[1-9]\\d{0,5}"));
    return valid ? texts.stream().map(Integer::valueOf).sorted().distinct().toList() : null;
  }
}
