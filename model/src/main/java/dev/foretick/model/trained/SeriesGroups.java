package dev.foretick.model.trained;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.model.interval.IntervalCalibration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of series that one model treats alike. All share the network; each has its own blend
 * with the naive forecasts and its own calibration. Group 0 is for every series that belongs to no
 * other, also for those that training has never seen.
 */
public final class SeriesGroups {
  private final List<SeriesGroup> groups;
  private final Map<SeriesId, Integer> members;
  private final int period;

  /**
   * Takes the groups.
   *
   * @param groups at least one, all of the same horizon
   * @param members the group of each series that is not in group 0
   * @param period steps of a season, for the seasonal naive forecast; 1 for none
   */
  public SeriesGroups(List<SeriesGroup> groups, Map<SeriesId, Integer> members, int period) {
    this.groups = List.copyOf(groups);
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    this.period = period;
    requireConsistent();
  }

  /** One group for all series: the model alone. */
  public static SeriesGroups of(IntervalCalibration calibration) {
    return new SeriesGroups(List.of(new SeriesGroup(Blend.MODEL, calibration)), Map.of(), 1);
  }

  public int count() {
    return groups.size();
  }

  public SeriesGroup group(int index) {
    return groups.get(index);
  }

  /** The group of every series that is in no other. */
  public SeriesGroup rest() {
    return groups.get(0);
  }

  /** The group of a series; 0 if it is not known. */
  public int indexOf(SeriesId series) {
    return members.getOrDefault(series, 0);
  }

  /** The group of each series that is not in group 0. */
  public Map<SeriesId, Integer> members() {
    return members;
  }

  /** Steps of a season; 1 for none. */
  public int period() {
    return period;
  }

  /** Steps of the horizon. */
  public int horizon() {
    return rest().calibration().horizon();
  }

  /** Whether a naive forecast has a share in any group. */
  public boolean isMixed() {
    return groups.stream().anyMatch(group -> group.blend().mixed());
  }

  /** Whether the seasonal naive forecast has a share in any group. */
  public boolean isSeasonal() {
    return groups.stream().anyMatch(group -> group.blend().seasonal() > 0);
  }

  /**
   * What to add to each quantile in scaled units.
   *
   * @return shape [groups][horizon][quantiles]
   */
  public float[][][] offsets(QuantileLevels levels) {
    return groups.stream()
        .map(group -> group.calibration().offsets(levels))
        .toArray(float[][][]::new);
  }

  private void requireConsistent() {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("groups: none (expected: at least 1)");
    }
    if (period < 1) {
      throw new IllegalArgumentException("period: %d (expected: >= 1)".formatted(period));
    }
    for (SeriesGroup group : groups) {
      if (group.calibration().horizon() != horizon()) {
        throw new IllegalArgumentException(
            "calibrated steps: %d (expected: %d)"
                .formatted(group.calibration().horizon(), horizon()));
      }
    }
    members.forEach(
        (series, group) -> {
          if (group < 0 || group >= groups.size()) {
            throw new IllegalArgumentException(
                "group of %s: %d (expected: 0 to %d)".formatted(series, group, groups.size() - 1));
          }
        });
  }
}
