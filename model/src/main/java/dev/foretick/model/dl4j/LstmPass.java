package dev.foretick.model.dl4j;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One pass of a batch through an LSTM layer and, in training, back. What does not depend on the
 * step before is one product over all steps: W x on the way there, and on the way back the slopes
 * with regard to x, W and RW. Between them each lane takes its windows through the steps.
 *
 * <p>Parameters are those of {@link org.deeplearning4j.nn.params.LSTMParamInitializer}, stored by
 * columns: W of shape [inputs, 4 units], RW of shape [units, 4 units], b of shape [4 units].
 */
final class LstmPass implements AutoCloseable {
  private final LstmSize size;
  private final boolean training;
  private final LstmMemory memory;
  private final Lanes lanes;
  private final LstmLane[] parts;

  LstmPass(LstmSize size, boolean training) {
    this.size = size;
    this.training = training;
    this.memory = new LstmMemory(size, training);
    this.lanes = new Lanes(size.batch());
    this.parts = new LstmLane[lanes.count()];
    for (int lane = 0; lane < parts.length; lane++) {
      parts[lane] = new LstmLane(size, memory, lanes.first(lane), lanes.first(lane + 1), training);
    }
  }

  /** Whether this can do passes of such a size. */
  boolean fits(LstmSize other, boolean otherTraining) {
    return size.equals(other) && training == otherTraining;
  }

  /**
   * Computes the states of all steps.
   *
   * @param input shape [inputs, columns]
   * @param bias shape [4, units]
   */
  void forward(
      FloatPointer input, FloatPointer inputWeights, FloatPointer recurrentWeights, float[] bias) {
    memory.setInputs(input);
    Blas.Matrix weights = Blas.Matrix.of(inputWeights, size.inputs());
    Blas.Matrix recurrent = Blas.Matrix.of(recurrentWeights, size.units());
    overColumns(
        (from, columns) ->
            Blas.multiply(
                weights.transpose(),
                memory.inputs(from),
                memory.gates(from),
                size.gates(),
                columns,
                size.inputs(),
                0));
    lanes.run(lane -> parts[lane].forward(recurrent, bias));
  }

  /** Puts the states after all steps out: shape [units, columns]. */
  void copyStates(FloatPointer target) {
    memory.copyStates(target);
  }

  /** Puts the states after the last step out: shape [units, batch]. */
  void copyLastStates(FloatPointer target) {
    memory.copyLastStates(target);
  }

  /**
   * Goes back to the gates' inputs, after {@link #forward}.
   *
   * @param epsilon the slopes with regard to what the layer put out, of the same shape
   * @param onlyLast whether that was the last states alone
   */
  void backward(FloatPointer epsilon, FloatPointer recurrentWeights, boolean onlyLast) {
    memory.setEpsilon(epsilon, (onlyLast ? size.batch() : size.columns()) * size.units());
    Blas.Matrix recurrent = Blas.Matrix.of(recurrentWeights, size.units());
    lanes.run(lane -> parts[lane].backward(recurrent, onlyLast));
  }

  /** Computes the slopes with regard to the input, after {@link #backward}. */
  void inputSlopes(FloatPointer inputWeights, FloatPointer result) {
    Blas.Matrix weights = Blas.Matrix.of(inputWeights, size.inputs());
    overColumns(
        (from, columns) ->
            Blas.multiply(
                weights,
                memory.gates(from),
                Blas.Matrix.of(result.getPointer((long) from * size.inputs()), size.inputs()),
                size.inputs(),
                columns,
                size.gates(),
                0));
  }

  /** Computes the slopes with regard to the parameters, after {@link #backward}. */
  void weightSlopes(FloatPointer input, FloatPointer recurrent, FloatPointer bias) {
    IntConsumer task =
        parameter -> {
          if (parameter == 0) {
            weightSlopes(memory.inputs(0), size.inputs(), input);
          } else {
            weightSlopes(memory.states(0), size.units(), recurrent);
          }
        };
    IntStream tasks = IntStream.range(0, 2);
    (lanes.count() > 1 ? tasks.parallel() : tasks).forEach(task);
    Blas.sumColumns(memory.gates(0).start(), memory.ones(), bias, size.gates(), size.columns());
  }

  private void weightSlopes(Blas.Matrix from, int rows, FloatPointer result) {
    Blas.multiply(
        from,
        memory.gates(0).transpose(),
        Blas.Matrix.of(result, rows),
        rows,
        size.gates(),
        size.columns(),
        0);
  }

  private void overColumns(ColumnsTask task) {
    lanes.run(
        lane -> {
          int from = lanes.first(size.columns(), lane);
          task.run(from, lanes.first(size.columns(), lane + 1) - from);
        });
  }

  private interface ColumnsTask {
    void run(int from, int columns);
  }

  @Override
  public void close() {
    memory.close();
  }
}
