package dev.foretick.model.network;

import java.util.List;

/**
 * The shape of a network: an optional convolutional front end, one or more LSTM layers, a direct
 * multi-horizon quantile head and an optional linear highway from the window to the horizon.
 *
 * @param frontEnd blocks in order from the window; none makes a plain LSTM that reads one
 *     observation a step
 * @param lstmUnits hidden units of each LSTM layer, in order; at least one layer
 * @param dropout share of the last hidden state that training drops, 0 to below 1
 * @param highway whether a zero-initialised linear map from the window to the horizon is added to
 *     the median
 */
public record NetworkSpec(
    List<ConvBlock> frontEnd, List<Integer> lstmUnits, double dropout, boolean highway) {

  public NetworkSpec {
    frontEnd = List.copyOf(frontEnd);
    lstmUnits = List.copyOf(lstmUnits);
    Bounds.require("front-end blocks", frontEnd.size(), 0, Bounds.MAX_BLOCKS);
    Bounds.require("lstm layers", lstmUnits.size(), 1, Bounds.MAX_BLOCKS);
    lstmUnits.forEach(units -> Bounds.require("lstm units", units, 1, Bounds.MAX_UNITS));
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout: %s (expected: 0 to below 1)".formatted(dropout));
    }
  }

  /** {@code cnn-lstm} with a front end, {@code lstm} without. */
  public String name() {
    return frontEnd.isEmpty() ? "lstm" : "cnn-lstm";
  }

  /**
   * How many steps the first LSTM layer reads.
   *
   * @throws IllegalArgumentException if the window is too short for the front end
   */
  public int lstmSteps(int inputSize) {
    int steps = inputSize;
    for (ConvBlock block : frontEnd) {
      steps = block.outputLength(steps);
    }
    if (steps < 1) {
      throw new IllegalArgumentException(
          "input-size: %d is too short for the front end (expected: at least one step after it)"
              .formatted(inputSize));
    }
    return steps;
  }
}
