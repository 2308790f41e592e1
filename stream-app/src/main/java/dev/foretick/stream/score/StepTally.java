package dev.foretick.stream.score;

import dev.foretick.common.series.Score;

/** Sums over the scored forecasts of one step. */
final class StepTally {
  private long count;
  private long covered;
  private long scaledCount;
  private double absoluteError;
  private double naiveAbsoluteError;
  private double scaledError;
  private double naiveScaledError;

  void add(Score score) {
    count++;
    covered += score.covered() ? 1 : 0;
    absoluteError += Math.abs(score.error());
    naiveAbsoluteError += Math.abs(score.naiveError());
    double scaled = Math.abs(score.scaledError());
    if (!Double.isNaN(scaled)) {
      scaledCount++;
      scaledError += scaled;
      naiveScaledError += Math.abs(score.naiveError()) / score.scale();
    }
  }

  void add(StepTally other) {
    count += other.count;
    covered += other.covered;
    scaledCount += other.scaledCount;
    absoluteError += other.absoluteError;
    naiveAbsoluteError += other.naiveAbsoluteError;
    scaledError += other.scaledError;
    naiveScaledError += other.naiveScaledError;
  }

  StepAccuracy accuracy() {
    double total = count;
    return new StepAccuracy(
        count,
        absoluteError / total,
        naiveAbsoluteError / total,
        scaledError / scaledCount,
        naiveScaledError / scaledCount,
        covered / total);
  }
}
