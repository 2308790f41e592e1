package dev.foretick.stream.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whether the server lives and is ready. Its loops report, the HTTP threads read.
 *
 * <p>It is live while every loop turns, and ready once all windows are restored and while the
 * broker answers.
 */
public final class Health {
  private final LongSupplier nanoTicker;
  private final Duration patience;
  private final List<LoopHealth> loops = new CopyOnWriteArrayList<>();
  private volatile boolean brokerReachable;
  private volatile String brokerDetail = "starting";

  /**
   * Starts live, but not ready.
   *
   * @param nanoTicker a monotonic clock in nanoseconds
   * @param patience how long a loop may go without a turn
   */
  public Health(LongSupplier nanoTicker, Duration patience) {
    this.nanoTicker = nanoTicker;
    this.patience = patience;
  }

  /** What a further loop reports to. */
  public LoopHealth loop() {
    LoopHealth loop = new LoopHealth(this, nanoTicker);
    loops.add(loop);
    return loop;
  }

  /** Whether the broker answers, and what there is to say of it. */
  public void brokerReachable(boolean value, String what) {
    brokerReachable = value;
    brokerDetail = what;
  }

  public boolean isLive() {
    return loops.stream().allMatch(loop -> loop.isLive(patience));
  }

  public boolean isReady() {
    return isLive()
        && isRestored()
        && brokerReachable
        && loops.stream().allMatch(LoopHealth::isDelivering);
  }

  /** What keeps it from being ready, or how far it is behind. */
  public String detail() {
    return loops.stream()
        .filter(loop -> !loop.isDelivering())
        .findFirst()
        .map(LoopHealth::deliveryDetail)
        .orElseGet(this::progress);
  }

  boolean isRestored() {
    return !loops.isEmpty() && loops.stream().allMatch(LoopHealth::isRestored);
  }

  boolean isBrokerReachable() {
    return brokerReachable;
  }

  /** Records of the input topic that are not read yet. */
  long lag() {
    return loops.stream().mapToLong(LoopHealth::lag).sum();
  }

  private String progress() {
    String restoring =
        loops.stream()
            .map(LoopHealth::restoreDetail)
            .filter(detail -> !detail.isEmpty())
            .collect(Collectors.joining(", "));
    if (brokerReachable && !restoring.isEmpty()) {
      return restoring;
    }
    long behind = lag();
    return brokerReachable && behind > 0
        ? "%s, %d records behind".formatted(brokerDetail, behind)
        : brokerDetail;
  }
}
