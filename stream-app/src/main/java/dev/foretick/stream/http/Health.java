package dev.foretick.stream.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the server lives and is ready. The loop reports, the HTTP threads read.
 *
 * <p>It is live while the loop turns, and ready once its windows are restored and while the broker
 * answers.
 */
public final class Health {
  private final LongSupplier nanoTicker;
  private final long patienceNanos;
  private volatile long heartbeat;
  private volatile boolean restored;
  private volatile boolean brokerReachable;
  private volatile boolean delivering = true;
  private volatile String brokerDetail = "starting";
  private volatile String deliveryDetail = "";

  /**
   * Starts live, but not ready.
   *
   * @param nanoTicker a monotonic clock in nanoseconds
   * @param patience how long the loop may go without a turn
   */
  public Health(LongSupplier nanoTicker, Duration patience) {
    this.nanoTicker = nanoTicker;
    this.patienceNanos = patience.toNanos();
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

  /** Whether the broker answers, and what there is to say of it. */
  public void brokerReachable(boolean value, String what) {
    brokerReachable = value;
    brokerDetail = what;
  }

  /** Whether the broker takes what is published, and if not, what it says. */
  public void delivering(boolean value, String what) {
    delivering = value;
    deliveryDetail = what;
  }

  public boolean isLive() {
    return nanoTicker.getAsLong() - heartbeat <= patienceNanos;
  }

  public boolean isReady() {
    return isLive() && restored && brokerReachable && delivering;
  }

  String detail() {
    return delivering ? brokerDetail : deliveryDetail;
  }

  boolean isRestored() {
    return restored;
  }

  boolean isBrokerReachable() {
    return brokerReachable;
  }
}
