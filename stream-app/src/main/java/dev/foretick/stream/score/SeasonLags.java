package dev.foretick.stream.score;

/**
 * Where a window has what the seasonal naive forecast said: step k of period m is the actual value
 * of m · ⌈k / m⌉ observations before the one that it is for.
 *
 * @param period steps of a season
 * @param count how many seasons back the last step of the horizon looks
 */
public record SeasonLags(int period, int count) {
  /** There is no seasonal naive forecast. */
  public static final SeasonLags NONE = new SeasonLags(1, 0);

  /**
   * The lags of a model; {@link #NONE} if it knows no season, or if its windows do not reach back
   * far enough behind the last step.
   */
  public static SeasonLags of(int period, int horizon, int inputSize) {
    int count = (horizon + period - 1) / period;
    return period > 1 && (long) period * count < inputSize ? new SeasonLags(period, count) : NONE;
  }

  /** How many observations before the newest one a season is, 0 for the one before. */
  public int lag(int season) {
    return period * (season + 1);
  }

  public boolean isNone() {
    return count == 0;
  }

  /** How many seasons back a step looks, 0 for one. */
  int season(int step) {
    return (step - 1) / period;
  }
}
