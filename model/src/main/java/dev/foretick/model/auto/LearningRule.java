package dev.foretick.model.auto;

/**
 * How large a network the data can teach, and in which steps.
 *
 * @param hidden units of the LSTM
 * @param dropout share of them that training drops
 * @param learningRate of Adam at the start
 * @param batchSize windows in one step
 * @param stride rows from one training window to the next
 * @param epochs most passes
 * @param sizeReason why so large a network
 * @param strideReason why not every window
 * @param epochsReason why so many passes
 */
record LearningRule(
    int hidden,
    double dropout,
    double learningRate,
    int batchSize,
    int stride,
    int epochs,
    String sizeReason,
    String strideReason,
    String epochsReason) {

  private static final long FEW_WINDOWS = 20_000;
  private static final int MANY_SERIES = 100;
  private static final long EPOCH_WINDOWS = 40_000;

  /** From here on a pass may skip every other window, which hardly differs from its neighbours. */
  private static final long ENOUGH_WINDOWS = 4_000;

  /** A pass of fewer steps is hardly one. */
  private static final int FEWEST_STEPS = 10;

  private static final int SMALLEST_BATCH = 16;

  /** Steps in which the learning rate can fall slowly enough. */
  private static final int STEPS = 1_500;

  private static final int FEWEST_EPOCHS = 8;
  private static final int MOST_EPOCHS = 15;

  /** Hundreds of series are not learnt by heart so soon. */
  private static final int EPOCHS_OF_MANY = 40;

  /**
   * Chooses them.
   *
   * @param windows how many the training part has
   * @param seasonal whether there is a season, of which a network has more to learn than of a walk
   */
  static LearningRule of(long windows, int seriesCount, boolean seasonal) {
    long least = windows >= ENOUGH_WINDOWS ? 2 : 1;
    long stride = Math.max(least, (windows + EPOCH_WINDOWS - 1) / EPOCH_WINDOWS);
    long pass = Math.max(1, windows / stride);
    boolean small = windows < FEW_WINDOWS;
    boolean many = seriesCount >= MANY_SERIES && !small;
    int batch = small ? smallBatch(pass) : 256;
    long steps = Math.max(1, pass / batch);
    int epochs =
        many ? EPOCHS_OF_MANY : (int) Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, STEPS / steps));
    String size =
        small
            ? "%d training windows: a larger network would learn them by heart".formatted(windows)
            : many
                ? "%d series have more patterns than a few".formatted(seriesCount)
                : "%d training windows%s"
                    .formatted(windows, seasonal ? " of a seasonal pattern" : "");
    return new LearningRule(
        small ? 32 : seasonal ? 128 : 64,
        small ? 0.5 : 0.3,
        small ? 5e-4 : 1e-3,
        batch,
        Math.toIntExact(Math.min(stride, Integer.MAX_VALUE)),
        epochs,
        size,
        stride == 1
            ? "each of the few windows counts"
            : "neighbours are much alike; a pass has %d windows".formatted(pass),
        "a pass has %d steps of learning".formatted(steps));
  }

  private static int smallBatch(long pass) {
    int batch = 64;
    while (batch > SMALLEST_BATCH && pass / batch < FEWEST_STEPS) {
      batch /= 2;
    }
    return batch;
  }
}
