package dev.foretick.stream.reload;

import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;

/** Looks at the model file in a thread of its own, so that no loop waits for a model to be read. */
public final class ModelWatch implements AutoCloseable {
  private final ModelReload reload;
  private final Duration interval;
  private final Duration stopTimeout;
  private final StopFlag stop = new StopFlag();
  private final Thread thread = new Thread(this::run, "foretick-model-watch");

  /**
   * Prepares to watch.
   *
   * @param stopTimeout how long {@link #close()} waits for a model that is being opened
   */
  public ModelWatch(ModelReload reload, Duration interval, Duration stopTimeout) {
    this.reload = reload;
    this.interval = interval;
    this.stopTimeout = stopTimeout;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** Ends the looking. What was handed over stays with the loops. */
  @Override
  public void close() {
    stop.request();
    try {
      thread.join(stopTimeout.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    stop.pause(interval);
    while (!stop.isRequested()) {
      reload.look();
      stop.pause(interval);
    }
  }
}
