package dev.foretick.model.auto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The period of the season. Candidates are the peaks of the autocorrelation and the rounds of the
 * calendar; each is judged by the autocorrelation at its own lag about its own moving mean, which
 * is the share of the variance that repeats. The shortest of those nearly as strong as the
 * strongest wins, because its multiples repeat as well, and a round of the calendar wins over its
 * neighbours.
 */
final class SeasonRule {
  /** Two steps that alternate are no season; a network sees them anyway. */
  static final int SHORTEST = 3;

  /** Less of the variance is not worth to be repeated. */
  private static final double LEAST_STRENGTH = 0.2;

  /** How much more a peak must be than the correlation half a period away. */
  private static final double LEAST_RISE = 0.15;

  /**
   * How much of it must be left two periods away: what wanders returns once by chance, not twice.
   */
  private static final double LEAST_ECHO = 0.5;

  private static final double NEAR_TIE = 0.1;
  private static final double TIE = 0.03;
  private static final double NEIGHBOUR = 0.1;

  private record Candidate(int steps, Optional<String> name, double strength) {
    String text() {
      return String.format(
          Locale.ROOT,
          "lag %d%s is %.2f",
          steps,
          name.map(" (%s)"::formatted).orElse(""),
          strength);
    }
  }

  private final List<double[]> values;
  private final int typicalRows;

  private SeasonRule(List<double[]> values) {
    this.values = values;
    this.typicalRows = (int) median(series -> series.length, values);
  }

  /**
   * Finds the period.
   *
   * @param longest steps that a window can hold
   */
  static Decision<Integer> of(HistorySample sample, List<CalendarPeriod> calendar, int longest) {
    return new SeasonRule(sample.values()).decide(calendar, longest);
  }

  private Decision<Integer> decide(List<CalendarPeriod> calendar, int longest) {
    List<Candidate> all = candidates(calendar);
    List<Candidate> real = all.stream().filter(this::repeats).toList();
    List<Candidate> fitting = real.stream().filter(c -> c.steps() <= longest).toList();
    double best = strongest(fitting);
    String tooLong =
        real.stream()
            .filter(c -> c.steps() > longest && c.strength() > best + NEAR_TIE)
            .max(Comparator.comparingDouble(Candidate::strength))
            .map(c -> "%s, but a window here holds %d steps at most".formatted(c.text(), longest))
            .orElse("");
    if (fitting.isEmpty()) {
      return new Decision<>(1, tooLong.isEmpty() ? nothing(all) : tooLong);
    }
    Candidate chosen = shortestOfTheBest(fitting, best);
    String rank =
        chosen.strength() == best
            ? "the highest peak"
            : chosen.strength() >= best - TIE
                ? "the first of the highest peaks"
                : String.format(
                    Locale.ROOT, "shorter than the highest peak and close to its %.2f", best);
    return new Decision<>(
        chosen.steps(),
        "about the moving mean, the autocorrelation at %s, %s%s"
            .formatted(chosen.text(), rank, tooLong.isEmpty() ? "" : "; that at " + tooLong));
  }

  private static Candidate shortestOfTheBest(List<Candidate> fitting, double best) {
    List<Candidate> near =
        fitting.stream()
            .filter(c -> c.strength() >= best - NEAR_TIE)
            .sorted(Comparator.comparingInt(Candidate::steps))
            .toList();
    int shortest = near.get(0).steps();
    List<Candidate> neighbours =
        near.stream().filter(c -> c.steps() <= (1 + NEIGHBOUR) * shortest + 1).toList();
    return neighbours.stream()
        .filter(c -> c.name().isPresent())
        .findFirst()
        .orElseGet(
            () ->
                neighbours.stream()
                    .max(Comparator.comparingDouble(Candidate::strength))
                    .orElseThrow());
  }

  private String nothing(List<Candidate> all) {
    return all.stream()
        .max(Comparator.comparingDouble(Candidate::strength))
        .map(c -> "no lag stands out; the autocorrelation about the moving mean at " + c.text())
        .orElse("no lag of the autocorrelation stands out");
  }

  private List<Candidate> candidates(List<CalendarPeriod> calendar) {
    List<Candidate> candidates = new ArrayList<>();
    for (CalendarPeriod period : calendar) {
      if (period.steps() <= typicalRows / 3) {
        candidates.add(candidate(period.steps(), Optional.of(period.name())));
      }
    }
    List<Integer> known = candidates.stream().map(Candidate::steps).collect(Collectors.toList());
    for (int peak : AutocorrelationPeaks.of(values, typicalRows / 3)) {
      if (!known.contains(peak)) {
        candidates.add(candidate(peak, Optional.empty()));
      }
    }
    return candidates;
  }

  private Candidate candidate(int steps, Optional<String> name) {
    return new Candidate(steps, name, strength(steps, steps));
  }

  /*
   * Strong enough, beyond chance, and a peak. What is left of a random walk about its moving mean
   * changes its sign about five times a period, so that a series holds about 5 n / p independent
   * pieces; two and a half deviations of a correlation of so few may be
   * chance, as several lags are looked at.
   */
  private boolean repeats(Candidate candidate) {
    int steps = candidate.steps();
    double chance = 2.5 * Math.sqrt(steps / (5.0 * typicalRows));
    return candidate.strength() >= Math.max(LEAST_STRENGTH, chance)
        && candidate.strength() >= strength(steps, steps / 2) + LEAST_RISE
        && candidate.strength() * LEAST_ECHO <= strength(steps, 2 * steps);
  }

  private double strength(int period, int lag) {
    return median(series -> Autocorrelation.aboutMovingMean(series, period, lag), values);
  }

  private static double strongest(List<Candidate> candidates) {
    return candidates.stream().mapToDouble(Candidate::strength).max().orElse(0);
  }

  private static double median(ToDoubleFunction<double[]> number, List<double[]> series) {
    return HistorySample.median(series.stream().mapToDouble(number).toArray());
  }
}
