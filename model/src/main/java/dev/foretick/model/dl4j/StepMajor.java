package dev.foretick.model.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences as Deeplearning4j passes them on, of shape [batch, features, steps], with the memory of
 * an array of shape [steps, batch, features]: fused layers read and write whole steps.
 */
final class StepMajor {
  private StepMajor() {}

  /** Makes an array of shape [batch, features, steps] that has this order. */
  static INDArray create(
      LayerWorkspaceMgr workspaces, ArrayType kind, long batch, long features, long steps) {
    return workspaces
        .createUninitialized(kind, DataType.FLOAT, new long[] {steps, batch, features}, 'c')
        .permute(1, 2, 0);
  }

  /**
   * Gives the numbers of a sequence in this order, in place if they are.
   *
   * @param sequence shape [batch, features, steps]
   * @param kind where a copy may live
   * @return shape [steps, batch, features]
   */
  static INDArray of(INDArray sequence, LayerWorkspaceMgr workspaces, ArrayType kind) {
    INDArray steps = sequence.permute(2, 0, 1);
    return NativeArrays.isRowMajor(steps) ? steps : workspaces.dup(kind, steps, 'c');
  }
}
