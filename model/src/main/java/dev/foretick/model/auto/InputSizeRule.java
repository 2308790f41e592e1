package dev.foretick.model.auto;

/** How far back a window looks. */
final class InputSizeRule {
  /**
   * Two weeks of a daily period: a window sees weekends too, and a mean of the season is steady.
   */
  private static final int PERIODS = 14;

  /** Noise is averaged over more observations than a walk is remembered by. */
  private static final int NOISE = 96;

  private static final int WALK = 64;
  private static final double LEEWAY = 0.1;

  private InputSizeRule() {}

  /**
   * Chooses the size.
   *
   * @param longest window that the data allow
   */
  static Decision<Integer> of(int season, SeriesKind kind, int horizon, int longest) {
    Decision<Integer> wanted = season > 1 ? ofSeason(season) : withoutSeason(kind);
    int size = wanted.value();
    String reason = wanted.reason();
    // A season repeats itself, however far ahead; without one, far ahead is told from far back.
    int least = season > 1 ? horizon : 2 * horizon;
    if (size < least) {
      size = wholePeriods(least + season - 1, season);
      reason = (season > 1 ? "the horizon" : "twice the horizon") + ", more than " + reason;
    }
    if (size > longest) {
      size = wholePeriods(longest, season);
      reason += "; no more, because the training part has too few rows or memory bounds it";
    }
    int patched = readable(size, season, longest);
    if (patched != size) {
      reason += "; rounded to be cut into patches";
    }
    return new Decision<>(patched, reason);
  }

  private static Decision<Integer> ofSeason(int season) {
    int least = (WALK + season - 1) / season;
    int periods =
        Math.max(1, Math.min(Math.max(PERIODS, least), TrainingRows.LONGEST_WINDOW / season));
    return new Decision<>(
        periods * season,
        periods == 1 ? "one period of the season" : periods + " periods of the season");
  }

  private static Decision<Integer> withoutSeason(SeriesKind kind) {
    if (kind.isIrregular()) {
      return new Decision<>(WALK, "rows come irregularly, and old ones soon say nothing");
    }
    return kind.isRandomWalk()
        ? new Decision<>(WALK, "of a random walk, old rows say nothing")
        : new Decision<>(NOISE, "without a season, some more rows to average noise over");
  }

  private static int wholePeriods(int rows, int season) {
    return Math.max(1, rows / season) * season;
  }

  /** The nearest size that suits a patch, a smaller one rather than a larger one. */
  private static int readable(int size, int season, int longest) {
    for (int smaller = size; smaller >= Math.max(season, (1 - LEEWAY) * size); smaller--) {
      if (PatchRule.suits(smaller, season)) {
        return smaller;
      }
    }
    for (int larger = size; larger <= Math.min(longest, (1 + LEEWAY) * size); larger++) {
      if (PatchRule.suits(larger, season)) {
        return larger;
      }
    }
    return size;
  }
}
