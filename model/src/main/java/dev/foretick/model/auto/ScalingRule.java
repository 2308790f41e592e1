package dev.foretick.model.auto;

import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.util.Locale;

/** What of the target the network learns, and what that is divided by. */
final class ScalingRule {
  /** Nearer to 1, where logarithms even a season out, than to 0. */
  private static final double GROWS_WITH_LEVEL = 0.5;

  private ScalingRule() {}

  /**
   * Chooses the transform.
   *
   * @param spreadByLevel how seasons grow with the level, see {@link SpreadByLevel}
   */
  static Decision<TargetTransform> transform(SeriesKind kind, int season, double spreadByLevel) {
    if (season > 1 && kind.positive() && spreadByLevel > GROWS_WITH_LEVEL) {
      return new Decision<>(
          TargetTransform.LOG,
          String.format(
              Locale.ROOT,
              "seasons grow with the level (by its power %.2f), and all values are above 0",
              spreadByLevel));
    }
    if (season > 1) {
      return new Decision<>(TargetTransform.NONE, "the season shows in the level");
    }
    String step =
        String.format(
            Locale.ROOT,
            "steps are %.2f of the level's spread, correlate by %.2f and add up with exponent %.2f",
            kind.stepRatio(),
            kind.stepCorrelation(),
            kind.growth());
    if (!kind.isRandomWalk()) {
      return new Decision<>(TargetTransform.NONE, "no random walk: " + step);
    }
    return kind.positive()
        ? new Decision<>(
            TargetTransform.LOG_RETURN, "a random walk of positive values, like a price: " + step)
        : new Decision<>(
            TargetTransform.DIFFERENCE, "a random walk that is not always positive: " + step);
  }

  static Decision<Normalization> normalization(SeriesKind kind, TargetTransform transform) {
    // Returns have no unit: series of any size share their scale.
    boolean oneUnit = kind.seriesCount() == 1 || transform == TargetTransform.LOG_RETURN;
    if (kind.standsStill() && oneUnit) {
      return new Decision<>(
          Normalization.LAST_VALUE,
          String.format(
              Locale.ROOT,
              "%.0f %% of rows repeat the one before: a window may stand still and has then no"
                  + " scale of its own",
              100 * kind.standingShare()));
    }
    if (kind.seriesCount() > 1 && !kind.isOneSize()) {
      return new Decision<>(
          Normalization.INSTANCE,
          "%d series of different sizes, each window by its own scale"
              .formatted(kind.seriesCount()));
    }
    // Beyond any sensible ratio it is the calm stretches that stand still.
    String ratio = String.format(Locale.ROOT, "%.1f", Math.min(1_000, kind.unrest()));
    boolean walks =
        transform == TargetTransform.LOG_RETURN || transform == TargetTransform.DIFFERENCE;
    if (kind.isUnsteady() && walks) {
      return new Decision<>(
          Normalization.EWMA,
          "restless stretches move "
              + ratio
              + " times as much as calm ones, and a walk's last steps tell most of the next");
    }
    return kind.isUnsteady()
        ? new Decision<>(
            Normalization.INSTANCE,
            "restless stretches move " + ratio + " times as much as calm ones")
        : new Decision<>(
            Normalization.LAST_VALUE,
            (kind.seriesCount() == 1 ? "one series" : kind.seriesCount() + " series of one size")
                + " whose restless stretches move only "
                + ratio
                + " times as much as calm ones");
  }
}
