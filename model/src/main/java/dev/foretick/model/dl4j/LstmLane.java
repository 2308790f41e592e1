package dev.foretick.model.dl4j;

import java.util.Arrays;

/**
 * Some windows of a batch on their way through all steps of an LSTM layer and back. Of each gate
 * and step it has an array of shape [windows, units], so that the arithmetic runs over long arrays.
 *
 * <p>With the gates' names of {@link org.deeplearning4j.nn.params.LSTMParamInitializer} a step is
 *
 * <pre>
 * i = tanh(zi), f = sigmoid(zf), o = sigmoid(zo), g = sigmoid(zg)
 * c = f c' + g i
 * h = o tanh(c)
 * </pre>
 *
 * where z = W x + RW h' + b, and c' and h' are those of the step before.
 */
final class LstmLane {
  private static final int GATES = 4;

  private final LstmSize size;
  private final LstmMemory memory;
  private final int firstRow;
  private final int rows;
  private final int count;
  private final float[][] biases = new float[GATES][];
  private final float[][] slopes = new float[GATES][];
  private final Step[] steps;
  private final Step zero;
  private final float[] hidden;
  private final float[] hiddenSlope;
  private final float[] cellSlope;

  /** What backpropagation needs of one step; arrays of shape [windows, units]. */
  private record Step(float[][] gates, float[] cell, float[] cellTanh) {
    static Step ofZeros(int count) {
      return new Step(new float[GATES][count], new float[count], new float[count]);
    }
  }

  /**
   * Makes the lane of the windows from {@code firstRow} to before {@code endRow}.
   *
   * @param keepsSteps whether there is a way back
   */
  LstmLane(LstmSize size, LstmMemory memory, int firstRow, int endRow, boolean keepsSteps) {
    this.size = size;
    this.memory = memory;
    this.firstRow = firstRow;
    this.rows = endRow - firstRow;
    this.count = rows * size.units();
    // A step needs the cells of the one before, in any case.
    this.steps = new Step[keepsSteps ? size.steps() : Math.min(2, size.steps())];
    Arrays.setAll(steps, step -> Step.ofZeros(count));
    this.zero = Step.ofZeros(count);
    for (int gate = 0; gate < GATES; gate++) {
      biases[gate] = new float[count];
      slopes[gate] = new float[count];
    }
    this.hidden = new float[count];
    this.hiddenSlope = new float[count];
    this.cellSlope = new float[count];
  }

  /**
   * From the gates' inputs, which hold W x, to the states of all steps.
   *
   * @param bias shape [4, units]
   */
  void forward(Blas.Matrix recurrent, float[] bias) {
    repeat(bias);
    for (int t = 0; t < size.steps(); t++) {
      int column = t * size.batch() + firstRow;
      if (t > 0) {
        Blas.multiply(
            recurrent.transpose(),
            memory.states(column),
            memory.gates(column),
            size.gates(),
            rows,
            size.units(),
            1);
      }
      Step step = step(t);
      memory.readGates(column, rows, step.gates());
      compute(step, t == 0 ? zero : step(t - 1));
      memory.writeStates(column + size.batch(), hidden);
    }
  }

  /**
   * From the slopes of the loss with regard to the states to those with regard to the gates'
   * inputs.
   *
   * @param onlyLast whether the loss depends on the last state alone
   */
  void backward(Blas.Matrix recurrent, boolean onlyLast) {
    Arrays.fill(cellSlope, 0);
    for (int t = size.steps() - 1; t >= 0; t--) {
      int column = t * size.batch() + firstRow;
      boolean last = t == size.steps() - 1;
      readHiddenSlope(column, last, onlyLast);
      slopesOf(step(t), t == 0 ? zero : step(t - 1));
      memory.writeGates(column, rows, slopes);
      if (t > 0) {
        Blas.multiply(
            recurrent,
            memory.gates(column),
            memory.stateSlopes(firstRow),
            size.units(),
            rows,
            size.gates(),
            0);
      }
    }
  }

  private Step step(int t) {
    return steps[t % steps.length];
  }

  private void compute(Step step, Step before) {
    float[][] gates = step.gates();
    ArrayMath.addAndTanh(gates[0], biases[0], count);
    ArrayMath.addAndSigmoid(gates[1], biases[1], count);
    ArrayMath.addAndSigmoid(gates[2], biases[2], count);
    ArrayMath.addAndSigmoid(gates[3], biases[3], count);
    ArrayMath.sumOfProducts(gates[1], before.cell(), gates[3], gates[0], step.cell(), count);
    ArrayMath.tanh(step.cell(), step.cellTanh(), count);
    ArrayMath.product(gates[2], step.cellTanh(), hidden, count);
  }

  private void slopesOf(Step step, Step before) {
    float[][] gates = step.gates();
    ArrayMath.addTanhSlope(cellSlope, hiddenSlope, gates[2], step.cellTanh(), count);
    ArrayMath.tanhSlope(cellSlope, gates[3], gates[0], slopes[0], count);
    ArrayMath.sigmoidSlope(cellSlope, before.cell(), gates[1], slopes[1], count);
    ArrayMath.sigmoidSlope(hiddenSlope, step.cellTanh(), gates[2], slopes[2], count);
    ArrayMath.sigmoidSlope(cellSlope, gates[0], gates[3], slopes[3], count);
    ArrayMath.product(cellSlope, gates[1], cellSlope, count);
  }

  private void readHiddenSlope(int column, boolean last, boolean onlyLast) {
    if (last) {
      memory.readEpsilon(onlyLast ? firstRow : column, hiddenSlope);
      return;
    }
    memory.readStateSlopes(firstRow, hiddenSlope);
    if (!onlyLast) {
      memory.readEpsilon(column, hidden);
      ArrayMath.add(hiddenSlope, hidden, count);
    }
  }

  private void repeat(float[] bias) {
    for (int gate = 0; gate < GATES; gate++) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(bias, gate * size.units(), biases[gate], row * size.units(), size.units());
      }
    }
  }
}
