package dev.foretick.model.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How many threads one native operation uses. */
final class NativeThreads {
  private NativeThreads() {}

  /**
   * One, for the whole process: a recurrent network runs many small operations, each of which would
   * wait longer for a second thread than it gains from it.
   */
  static void useOne() {
    Nd4j.getEnvironment().setMaxThreads(1);
    Nd4j.getEnvironment().setMaxMasterThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
