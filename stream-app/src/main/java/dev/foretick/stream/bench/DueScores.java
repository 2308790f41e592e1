package dev.foretick.stream.bench;

/**
 * How many scores the ticks of a series bring about: each forecast that is scored has one for each
 * of its steps that has come.
 *
 * @param inputSize ticks that the first forecast takes
 * @param horizon steps of a forecast
 * @param stride every so many-th forecast is scored
 */
record DueScores(int inputSize, int horizon, int stride) {
  /**
   * What a server with such a model scores.
   *
   * @param maxPending the most forecasts of a series that wait to be scored
   */
  static DueScores of(int inputSize, int horizon, int maxPending) {
    return new DueScores(inputSize, horizon, (horizon + maxPending - 1) / maxPending);
  }

  /** Of one series, after so many ticks. */
  long after(int ticks) {
    long behindFirst = ticks - (long) inputSize;
    if (behindFirst < 0) {
      return 0;
    }
    long scored = behindFirst / stride + 1;
    long done = behindFirst < horizon ? 0 : (behindFirst - horizon) / stride + 1;
    long scores = done * horizon;
    for (long forecast = done; forecast < scored; forecast++) {
      scores += behindFirst - forecast * stride;
    }
    return scores;
  }
}
