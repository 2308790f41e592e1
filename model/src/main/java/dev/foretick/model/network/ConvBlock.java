package dev.foretick.model.network;

import java.util.Optional;

/**
 * One block of the convolutional front end: a one-dimensional convolution along time with ReLU, and
 * pooling if wanted.
 *
 * @param filters how many feature maps it makes
 * @param kernel how many steps a filter spans
 * @param stride steps from one position of a filter to the next; equal to {@code kernel} it embeds
 *     patches
 * @param padding what filters see beyond the ends
 * @param pooling thins the feature maps, if present
 */
public record ConvBlock(
    int filters, int kernel, int stride, Padding padding, Optional<Pooling> pooling) {

  public ConvBlock {
    Bounds.require("filters", filters, 1, Bounds.MAX_UNITS);
    Bounds.require("kernel", kernel, 1, Bounds.MAX_KERNEL);
    Bounds.require("stride", stride, 1, Bounds.MAX_KERNEL);
  }

  /**
   * Cuts the window into patches of {@code size} steps and embeds each as one step of {@code
   * filters} features.
   */
  public static ConvBlock patchEmbedding(int size, int filters) {
    return new ConvBlock(filters, size, size, Padding.VALID, Optional.empty());
  }

  /** Steps after convolution and pooling; 0 if the input is too short. */
  public int outputLength(int inputLength) {
    int convolved =
        switch (padding) {
          case VALID -> inputLength < kernel ? 0 : (inputLength - kernel) / stride + 1;
          case SAME, CAUSAL -> (inputLength - 1) / stride + 1;
        };
    return pooling.map(pool -> pool.outputLength(convolved)).orElse(convolved);
  }

  /**
   * Zeros put before the oldest step. {@link Padding#SAME} splits the total that makes the output
   * {@code ceil(length / stride)} long, the odd one at the end.
   */
  public int paddingBefore(int inputLength) {
    return switch (padding) {
      case VALID -> 0;
      case SAME -> samePadding(inputLength) / 2;
      case CAUSAL -> kernel - 1;
    };
  }

  /** Zeros put after the newest step. */
  public int paddingAfter(int inputLength) {
    return switch (padding) {
      case VALID, CAUSAL -> 0;
      case SAME -> samePadding(inputLength) - samePadding(inputLength) / 2;
    };
  }

  private int samePadding(int inputLength) {
    return Math.max(0, ((inputLength - 1) / stride) * stride + kernel - inputLength);
  }
}
