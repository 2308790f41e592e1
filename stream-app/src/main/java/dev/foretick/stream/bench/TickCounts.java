package dev.foretick.stream.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How many ticks of each series went to each topic. One thread at a time uses it. */
final class TickCounts {
  private final int series;
  private final Map<String, int[]> byTopic = new HashMap<>();

  TickCounts(int series) {
    this.series = series;
  }

  void add(String topic, int ofSeries) {
    byTopic.computeIfAbsent(topic, unused -> new int[series])[ofSeries]++;
  }

  /** The scores that they bring about if a server reads that topic. */
  long scores(String topic, DueScores due) {
    return Arrays.stream(byTopic.getOrDefault(topic, new int[0])).mapToLong(due::after).sum();
  }
}
