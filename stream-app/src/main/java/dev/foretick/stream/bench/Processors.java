package dev.foretick.stream.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Asks the JVM about processor time. */
final class Processors {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Processors() {}

  static int count() {
    return SYSTEM.getAvailableProcessors();
  }

  /** Seconds that this process has taken. */
  static double ownSeconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  /** The share of all cores that was busy since this was asked last; NaN if it is not known. */
  static double loadSinceLastAsked() {
    double load = SYSTEM.getCpuLoad();
    return load >= 0 ? load : Double.NaN;
  }
}
