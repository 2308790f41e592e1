package dev.foretick.stream.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says once and for all that a loop should come to its end. Any thread may ask or tell. */
public final class StopFlag {
  private final CountDownLatch latch = new CountDownLatch(1);

  public void request() {
    latch.countDown();
  }

  public boolean isRequested() {
    return latch.getCount() == 0;
  }

  /** Waits so long, or until the stop is requested. */
  public void pause(Duration duration) {
    try {
      if (latch.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request();
    }
  }
}
