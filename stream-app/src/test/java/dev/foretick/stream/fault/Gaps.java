package dev.foretick.stream.fault;

import dev.foretick.common.series.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** How long partitions went without a forecast. */
final class Gaps {
  private final Map<Integer, SortedSet<Instant>> computed = new HashMap<>();

  /** Looks at one more forecast. */
  void look(Forecast forecast) {
    computed
        .computeIfAbsent(forecast.source().partition(), key -> new TreeSet<>())
        .add(forecast.producedAt());
  }

  /** The longest gap of any of these partitions that touches a time. */
  Duration longest(Set<Integer> partitions, Instant from, Instant to) {
    return partitions.stream()
        .map(partition -> longest(computed.getOrDefault(partition, new TreeSet<>()), from, to))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private static Duration longest(SortedSet<Instant> moments, Instant from, Instant to) {
    Duration longest = Duration.ZERO;
    Instant before = Instant.MAX;
    for (Instant after : moments) {
      if (after.isAfter(from) && before.isBefore(to)) {
        Duration gap = Duration.between(before, after);
        longest = gap.compareTo(longest) > 0 ? gap : longest;
      }
      before = after;
    }
    return longest;
  }
}
