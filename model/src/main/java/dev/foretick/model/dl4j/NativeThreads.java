package dev.foretick.model.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

/** How many threads one native operation uses. */
final class NativeThreads {
  private NativeThreads() {}

  /**
   * One: a recurrent network runs many small operations, each of which would wait longer for a
   * second thread than it gains from it. OpenMP keeps the number for each calling thread, so the
   * thread that computes asks for it; OpenBLAS keeps it for the process.
   */
  static void useOne() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    if (Nd4j.factory().blas() instanceof Nd4jBlas blas && blas.getMaxThreads() != 1) {
      blas.setMaxThreads(1);
    }
  }
}
