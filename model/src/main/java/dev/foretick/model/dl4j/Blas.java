package dev.foretick.model.dl4j;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products by the library that ND4J computes with, without an operation of ND4J around each.
 * Matrices are stored by columns: [rows, columns] has {@code stride} numbers from one column to the
 * next.
 */
final class Blas {
  private Blas() {}

  /** A matrix in memory, and whether a product reads it transposed. */
  record Matrix(FloatPointer start, int stride, boolean transposed) {
    static Matrix of(FloatPointer start, int stride) {
      return new Matrix(start, stride, false);
    }

    Matrix transpose() {
      return new Matrix(start, stride, !transposed);
    }

    private int order() {
      return transposed ? CblasTrans : CblasNoTrans;
    }
  }

  /**
   * Computes {@code result = left right + keep result}.
   *
   * @param result shape [rows, columns]
   * @param inner how many products each number of the result is the sum of
   * @param keep 0 to overwrite the result, 1 to add to it
   */
  static void multiply(
      Matrix left, Matrix right, Matrix result, int rows, int columns, int inner, float keep) {
    openblas_nolapack.cblas_sgemm(
        CblasColMajor,
        left.order(),
        right.order(),
        rows,
        columns,
        inner,
        1,
        left.start(),
        left.stride(),
        right.start(),
        right.stride(),
        keep,
        result.start(),
        result.stride());
  }

  /** Adds up the columns of a matrix of shape [rows, columns] into {@code result}. */
  static void sumColumns(
      FloatPointer matrix, FloatPointer ones, FloatPointer result, int rows, int columns) {
    openblas_nolapack.cblas_sgemv(
        CblasColMajor, CblasNoTrans, rows, columns, 1, matrix, rows, ones, 1, 0, result, 1);
  }
}
