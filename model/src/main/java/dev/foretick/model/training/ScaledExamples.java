package dev.foretick.model.training;

import dev.foretick.model.scaling.ScaledWindows;

/**
 * Windows and what came after them, as a network sees both.
 *
 * @param targets shape [size, horizon], scaled
 */
record ScaledExamples(ScaledWindows windows, float[] targets) {
  int size() {
    return windows.size();
  }
}
