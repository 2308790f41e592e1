package dev.foretick.stream.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What one loop reports of itself. The loop writes, the HTTP threads read. */
public final class LoopHealth {
  private final Health server;
  private final LongSupplier nanoTicker;
  private volatile long heartbeat;
  private volatile boolean restored;
  private volatile boolean delivering = true;
  private volatile String deliveryDetail = "";
  private volatile int restoring;
  private volatile long windowsLeft;
  private volatile long lag;

  LoopHealth(Health server, LongSupplier nanoTicker) {
    this.server = server;
    this.nanoTicker = nanoTicker;
    this.heartbeat = nanoTicker.getAsLong();
  }

  /** The loop has made a turn. */
  public void heartbeat() {
    heartbeat = nanoTicker.getAsLong();
  }

  /** Whether the windows of all assigned partitions are whole. */
  public void restored(boolean value) {
    restored = value;
  }

  /** How many partitions are not live yet, and how many windows are left to read back. */
  public void restoring(int partitions, long windows) {
    restoring = partitions;
    windowsLeft = windows;
  }

  /** Whether the broker takes what is published, and if not, what it says. */
  public void delivering(boolean value, String what) {
    delivering = value;
    deliveryDetail = what;
  }

  /** The broker does not answer this loop. */
  public void brokerAway(String what) {
    server.brokerReachable(false, what);
  }

  /** How many records of its partitions the loop has not read yet. */
  public void lag(long records) {
    lag = records;
  }

  boolean isLive(Duration patience) {
    return nanoTicker.getAsLong() - heartbeat <= patience.toNanos();
  }

  boolean isRestored() {
    return restored;
  }

  boolean isDelivering() {
    return delivering;
  }

  String deliveryDetail() {
    return deliveryDetail;
  }

  /** What is left of the restore; empty if nothing is. */
  String restoreDetail() {
    int partitions = restoring;
    long windows = windowsLeft;
    if (partitions == 0) {
      return "";
    }
    return windows == 0
        ? "%d partitions are restored".formatted(partitions)
        : "%d partitions are restored, %d windows left to read".formatted(partitions, windows);
  }

  long lag() {
    return lag;
  }
}
