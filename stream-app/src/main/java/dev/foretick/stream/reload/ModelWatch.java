package dev.foretick.stream.reload;

import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;

/** Looks at the model file in a thread of its own, so that no loop waits for a model to be read. */
public final class ModelWatch implements AutoCloseable {
  /** How long a stop waits for a model that is being opened. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ModelReload reload;
  private final Duration interval;
  private final StopFlag stop = new StopFlag();
  private final Thread thread = new Thread(this::run, "foretick-model-watch");

  public ModelWatch(ModelReload reload, Duration interval) {
    this.reload = reload;
    this.interval = interval;
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
      thread.join(GRACE.toMillis());
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
