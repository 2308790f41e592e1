package dev.foretick.model.dl4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The matrices of a pass through an LSTM layer, outside the heap; see {@link LstmSize} for the
 * order of their columns. Lanes use different columns at the same time.
 */
final class LstmMemory implements AutoCloseable {
  private final LstmSize size;

  /** Shape [inputs, columns]. */
  private final NativeFloats inputs;

  /** What goes into the gates; on the way back the slopes with regard to it: [4 units, columns]. */
  private final NativeFloats gates;

  /** The zeros before the first step, then the states after each: [units, batch + columns]. */
  private final NativeFloats states;

  /** The slopes with regard to the states of one step, by what comes after: [units, batch]. */
  private final NativeFloats stateSlopes;

  /** The slopes with regard to what the layer puts out: [units, columns or batch]. */
  private final NativeFloats epsilon;

  private final NativeFloats ones;

  /** Makes the matrices; those of the way back are empty unless {@code training}. */
  LstmMemory(LstmSize size, boolean training) {
    int columns = size.columns();
    this.size = size;
    this.inputs = new NativeFloats(Math.multiplyExact(columns, size.inputs()));
    this.gates = new NativeFloats(Math.multiplyExact(columns, size.gates()));
    this.states = new NativeFloats(Math.multiplyExact(columns + size.batch(), size.units()));
    this.stateSlopes = new NativeFloats(training ? size.batch() * size.units() : 0);
    this.epsilon = new NativeFloats(training ? columns * size.units() : 0);
    this.ones = new NativeFloats(training ? columns : 0);
    float[] one = new float[training ? columns : 0];
    Arrays.fill(one, 1);
    ones.put(0, one, 0, one.length);
  }

  Blas.Matrix inputs(int column) {
    return Blas.Matrix.of(inputs.at(column * size.inputs()), size.inputs());
  }

  Blas.Matrix gates(int column) {
    return Blas.Matrix.of(gates.at(column * size.gates()), size.gates());
  }

  /** The states before the step of a column. */
  Blas.Matrix states(int column) {
    return Blas.Matrix.of(states.at(column * size.units()), size.units());
  }

  Blas.Matrix stateSlopes(int row) {
    return Blas.Matrix.of(stateSlopes.at(row * size.units()), size.units());
  }

  FloatPointer ones() {
    return ones.at(0);
  }

  /** Takes in the input of a pass, in the order of {@link #inputs}. */
  void setInputs(FloatPointer source) {
    inputs.copyFrom(source, size.columns() * size.inputs());
  }

  /** Takes in the slopes with regard to {@code count} numbers that the layer put out. */
  void setEpsilon(FloatPointer source, int count) {
    epsilon.copyFrom(source, count);
  }

  /** Puts the states after all steps out. */
  void copyStates(FloatPointer target) {
    states.copyTo(size.batch() * size.units(), target, size.columns() * size.units());
  }

  /** Puts the states after the last step out. */
  void copyLastStates(FloatPointer target) {
    states.copyTo(size.columns() * size.units(), target, size.batch() * size.units());
  }

  void readEpsilon(int column, float[] into) {
    epsilon.get(column * size.units(), into, 0, into.length);
  }

  void readStateSlopes(int row, float[] into) {
    stateSlopes.get(row * size.units(), into, 0, into.length);
  }

  /** Sets the states before the step of a column. */
  void writeStates(int column, float[] values) {
    states.put(column * size.units(), values, 0, values.length);
  }

  /**
   * Takes the gates of some windows apart.
   *
   * @param into shape [4][rows, units]
   */
  void readGates(int column, int rows, float[][] into) {
    int units = size.units();
    for (int row = 0; row < rows; row++) {
      int at = (column + row) * size.gates();
      for (int gate = 0; gate < into.length; gate++) {
        gates.get(at + gate * units, into[gate], row * units, units);
      }
    }
  }

  /** The reverse of {@link #readGates}. */
  void writeGates(int column, int rows, float[][] values) {
    int units = size.units();
    for (int row = 0; row < rows; row++) {
      int at = (column + row) * size.gates();
      for (int gate = 0; gate < values.length; gate++) {
        gates.put(at + gate * units, values[gate], row * units, units);
      }
    }
  }

  @Override
  public void close() {
    inputs.close();
    gates.close();
    states.close();
    stateSlopes.close();
    epsilon.close();
    ones.close();
  }
}
