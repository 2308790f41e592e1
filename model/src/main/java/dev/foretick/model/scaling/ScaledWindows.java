package dev.foretick.model.scaling;

/**
 * A batch as a network sees it, with what turns its output into raw units again. Holds the arrays
 * it is given.
 *
 * @param size how many windows there are
 * @param values shape [size, channels, inputSize], scaled
 * @param anchors shape [size]: the last target value of each window, in raw units
 * @param scales shape [size]: the scale {@code s} of each window; NaN for one that cannot be
 *     transformed
 */
public record ScaledWindows(int size, float[] values, float[] anchors, double[] scales) {}
