package dev.foretick.stream.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Amounts by name, in a fixed order. */
final class Sums {
  private Sums() {}

  static Map<String, Double> difference(Map<String, Double> from, Map<String, Double> subtracted) {
    Map<String, Double> result = new LinkedHashMap<>();
    from.forEach((name, amount) -> result.put(name, amount - subtracted.getOrDefault(name, 0.0)));
    return result;
  }

  static Map<String, Double> sum(Map<String, Double> first, Map<String, Double> second) {
    Map<String, Double> result = new LinkedHashMap<>(first);
    second.forEach((name, amount) -> result.merge(name, amount, Double::sum));
    return result;
  }

  static double total(Map<String, Double> amounts) {
    return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
