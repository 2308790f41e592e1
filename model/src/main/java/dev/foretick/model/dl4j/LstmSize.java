package dev.foretick.model.dl4j;

/**
 * How large a pass through an LSTM layer is. Matrices are stored by columns, one column for each
 * step and window: all windows of the first step, then all of the next.
 *
 * @param inputs features of each step
 * @param units of the layer; each has four gates
 */
record LstmSize(int batch, int steps, int inputs, int units) {
  /** Columns of all steps. */
  int columns() {
    return Math.multiplyExact(batch, steps);
  }

  int gates() {
    return 4 * units;
  }
}
