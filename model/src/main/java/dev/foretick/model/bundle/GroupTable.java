package dev.foretick.model.bundle;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.interval.IntervalCalibration;
import dev.foretick.model.trained.Blend;
import dev.foretick.model.trained.SeriesGroup;
import dev.foretick.model.trained.SeriesGroups;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * {@code groups.json}: what each group of series is made of, and which series are in which.
 *
 * @param period steps of a season
 * @param blends one for each group
 * @param members the group of each series that is not in group 0
 */
record GroupTable(int period, List<Blend> blends, Map<String, Integer> members) {
  GroupTable {
    blends = List.copyOf(blends);
    members = Collections.unmodifiableMap(new TreeMap<>(members));
    if (members.containsValue(null)) {
      throw new IllegalArgumentException(
          "members: %s (expected: the number of a group for each)".formatted(members));
    }
  }

  static GroupTable of(SeriesGroups groups) {
    Map<String, Integer> members = new TreeMap<>();
    groups.members().forEach((series, group) -> members.put(series.value(), group));
    return new GroupTable(
        groups.period(),
        IntStream.range(0, groups.count()).mapToObj(i -> groups.group(i).blend()).toList(),
        members);
  }

  /** The groups with a calibration for each. */
  SeriesGroups with(List<IntervalCalibration> calibrations) {
    Map<SeriesId, Integer> known = new LinkedHashMap<>();
    members.forEach((series, group) -> known.put(new SeriesId(series), group));
    return new SeriesGroups(
        IntStream.range(0, blends.size())
            .mapToObj(i -> new SeriesGroup(blends.get(i), calibrations.get(i)))
            .toList(),
        known,
        period);
  }
}
