package dev.foretick.stream.fault;

import dev.foretick.common.series.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long partitions went without a forecast. */
final class Gaps {
  private final Map<Integer, List<Instant>> computed = new HashMap<>();

  Gaps(Collection<Forecast> forecasts) {
    forecasts.stream()
        .sorted(Comparator.comparing(Forecast::producedAt))
        .forEach(
            forecast ->
                computed
                    .computeIfAbsent(forecast.source().partition(), key -> new ArrayList<>())
                    .add(forecast.producedAt()));
  }

  /** The longest gap of any of these partitions that touches a time. */
  Duration longest(Set<Integer> partitions, Instant from, Instant to) {
    return partitions.stream()
        .map(partition -> longest(computed.getOrDefault(partition, List.of()), from, to))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration longest(List<Instant> moments, Instant from, Instant to) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < moments.size(); i++) {
      Instant before = moments.get(i - 1);
      Instant after = moments.get(i);
      Duration gap = Duration.between(before, after);
      if (after.isAfter(from) && before.isBefore(to) && gap.compareTo(longest) > 0) {
        longest = gap;
      }
    }
    return longest;
  }
}
