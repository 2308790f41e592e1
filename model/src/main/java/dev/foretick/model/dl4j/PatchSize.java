package dev.foretick.model.dl4j;

/**
 * How large a pass through a layer of patches is.
 *
 * @param inputSize steps of each channel; those after the last whole patch are not seen
 * @param patch steps of a patch
 */
record PatchSize(int batch, int channels, int inputSize, int patch, int filters) {
  int patches() {
    return inputSize / patch;
  }

  /** Feature maps of one patch position, over the batch. */
  int maps() {
    return Math.multiplyExact(batch, filters);
  }
}
