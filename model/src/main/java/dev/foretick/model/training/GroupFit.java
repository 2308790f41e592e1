package dev.foretick.model.training;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.interval.OrderStatistics;
import dev.foretick.model.interval.ResidualCollector;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import dev.foretick.model.trained.SeriesGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Decides on the validation windows which series are forecast alike, and how. A series with many
 * windows is a group of its own. One with few windows joins those whose blend is the same; one with
 * hardly any, and every series to come, is in group 0.
 */
final class GroupFit {
  /** Fewer validation windows are too few for a calibration of a series' own. */
  private static final int LEAST_TO_CALIBRATE = 100;

  /** Fewer horizons one after another are, too: windows that overlap repeat each other. */
  private static final int LEAST_HORIZONS = 4;

  /** Fewer validation windows are too few to tell whether the model beats the naive forecast. */
  private static final int LEAST_TO_BLEND = 10;

  /** Numbers of all calibrations together, which a bundle keeps and a server holds. */
  private static final int MAX_NUMBERS = 12_000_000;

  private final TrainingOptions options;
  private final QuantileLevels levels;
  private final int horizon;
  private final ValidationSet validation;
  private final List<SeriesId> names;
  private final BlendChoice choice;

  GroupFit(
      TrainingOptions options, ValidationSet validation, List<SeriesId> names, BlendChoice choice) {
    this.options = options;
    this.levels = options.levels();
    this.horizon = options.window().horizon();
    this.validation = validation;
    this.names = names;
    this.choice = choice;
  }

  /** The groups with their blends and calibrations. */
  SeriesGroups groups() {
    int[] windows = new int[names.size()];
    for (int i = 0; i < validation.size(); i++) {
      windows[validation.series(i)]++;
    }
    List<Integer> own = ownGroups(windows);
    Map<Blend, List<Integer>> alike = alike(windows, own);
    List<Integer> rest = alike.getOrDefault(Blend.MODEL, List.of());
    // Group 0 is also for series to come: a few that the model suits cannot speak for those.
    boolean typical =
        names.size() == 1
            || (count(windows, rest) >= LEAST_TO_CALIBRATE
                && 2 * rest.size() >= names.size() - own.size());
    if (typical) {
      alike.remove(Blend.MODEL);
    }
    List<SeriesGroup> groups = new ArrayList<>();
    Map<SeriesId, Integer> members = new LinkedHashMap<>();
    IntPredicate speakers = typical ? rest::contains : series -> true;
    groups.add(group(blend(speakers), speakers));
    for (int series : own) {
      members.put(names.get(series), groups.size());
      IntPredicate alone = other -> other == series;
      groups.add(group(blend(alone), alone));
    }
    alike.forEach(
        (blend, list) -> {
          list.forEach(series -> members.put(names.get(series), groups.size()));
          // Too few windows to calibrate by are helped out by those of all series.
          boolean enough = count(windows, list) >= LEAST_TO_CALIBRATE;
          groups.add(group(blend, enough ? list::contains : series -> true));
        });
    return new SeriesGroups(groups, members, choice.isSeasonal() ? options.seasonality() : 1);
  }

  private static int count(int[] windows, List<Integer> series) {
    return series.stream().mapToInt(one -> windows[one]).sum();
  }

  /** Series that are a group each; where there are too many for the memory, the longest ones. */
  private List<Integer> ownGroups(int[] windows) {
    if (names.size() == 1) {
      return List.of();
    }
    long numbers = (long) horizon * (levels.count() / 2 + 1) * OrderStatistics.MAX_KEPT;
    return IntStream.range(0, windows.length)
        .boxed()
        .sorted((a, b) -> Integer.compare(windows[b], windows[a]))
        .filter(
            series ->
                windows[series] >= LEAST_TO_CALIBRATE
                    && validation.windowsOf(series) > (LEAST_HORIZONS - 1) * horizon)
        .limit(MAX_NUMBERS / numbers)
        .sorted()
        .toList();
  }

  /** The other series by their blend. */
  private Map<Blend, List<Integer>> alike(int[] windows, List<Integer> own) {
    Map<Blend, List<Integer>> alike = new LinkedHashMap<>();
    boolean[] apart = new boolean[windows.length];
    own.forEach(series -> apart[series] = true);
    for (int series = 0; series < windows.length; series++) {
      if (!apart[series] && windows[series] > 0) {
        int of = series;
        Blend blend =
            names.size() > 1 && windows[series] >= LEAST_TO_BLEND
                ? blend(other -> other == of)
                : Blend.MODEL;
        alike.computeIfAbsent(blend, key -> new ArrayList<>()).add(series);
      }
    }
    return alike;
  }

  private Blend blend(IntPredicate speakers) {
    return options.blending() == TrainingOptions.Blending.NONE
        ? Blend.MODEL
        : choice.blend(speakers);
  }

  private SeriesGroup group(Blend blend, IntPredicate speakers) {
    ResidualCollector collector = new ResidualCollector(horizon, levels, validation.size());
    float[] blended = new float[horizon * levels.count()];
    for (int i = 0; i < validation.size(); i++) {
      if (speakers.test(validation.series(i))) {
        choice.blended(blend, i, blended);
        collector.add(blended, 0, validation.targets(), i * horizon);
      }
    }
    return new SeriesGroup(blend, collector.calibration());
  }
}
