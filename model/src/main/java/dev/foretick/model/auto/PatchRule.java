package dev.foretick.model.auto;

import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.Padding;
import java.util.List;
import java.util.Optional;

/**
 * How many observations become one step of the LSTM. About one period, so that steps are comparable
 * with each other, yet within what one filter embeds well, and such that the LSTM reads one to
 * three dozen steps: fewer tell it nothing of order, more cost time and are forgotten.
 */
final class PatchRule {
  /** A window up to this size is read observation by observation. */
  static final int LONGEST_PLAIN = 40;

  private static final int FEWEST_STEPS = 8;
  private static final int USUAL_STEPS = 12;
  private static final int MOST_STEPS = 30;
  private static final int SMALLEST = 8;
  private static final int LARGEST = 48;

  /** What a patch that cuts periods in pieces loses: as much as one that is off by a third. */
  private static final double UNALIGNED = 0.3;

  private static final double TOLERANCE = Math.log(1.7);

  private PatchRule() {}

  /**
   * The front end that cuts the window into patches; none if it is short enough to be read row by
   * row.
   */
  static List<ConvBlock> frontEnd(int inputSize, int season, int filters) {
    if (inputSize <= LONGEST_PLAIN) {
      return List.of();
    }
    if (suits(inputSize, season)) {
      return List.of(ConvBlock.patchEmbedding(dividing(inputSize, season), filters));
    }
    // The first patch takes the rest too, so that the newest observation is always in the last one.
    int stride = Math.min((int) aim(inputSize, season), inputSize / FEWEST_STEPS);
    int kernel = stride + inputSize % stride;
    return List.of(new ConvBlock(filters, kernel, stride, Padding.VALID, Optional.empty()));
  }

  /** Whether the window can be read in patches that suit, or needs none. */
  static boolean suits(int inputSize, int season) {
    return inputSize <= LONGEST_PLAIN
        || misfit(dividing(inputSize, season), inputSize, season) <= TOLERANCE;
  }

  /** The patch that divides the window and suits the period best; 1 if none does. */
  private static int dividing(int inputSize, int season) {
    int best = 1;
    for (int size = 2; size <= inputSize / FEWEST_STEPS; size++) {
      boolean divides = inputSize % size == 0 && inputSize / size <= MOST_STEPS;
      if (divides && misfit(size, inputSize, season) < misfit(best, inputSize, season)) {
        best = size;
      }
    }
    return best;
  }

  private static double misfit(int size, int inputSize, int season) {
    boolean aligned = season == 1 || season % size == 0 || size % season == 0;
    return Math.abs(Math.log(size / aim(inputSize, season))) + (aligned ? 0 : UNALIGNED);
  }

  private static double aim(int inputSize, int season) {
    // Without a period, about as many steps as a patch has observations.
    double aim = season > 1 ? season : Math.sqrt(inputSize);
    double largest = Math.min(LARGEST, (double) inputSize / USUAL_STEPS);
    return Math.max(SMALLEST, Math.min(largest, aim));
  }
}
