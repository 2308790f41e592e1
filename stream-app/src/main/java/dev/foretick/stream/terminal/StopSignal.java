package dev.foretick.stream.terminal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an orderly end with an exit code of our own. The signals are taken
 * from the JVM: at a signal it would start all shutdown hooks at once, also those of native
 * libraries, which free what the work still computes with. Where it does not give them away, a hook
 * of this class lets the work know and holds the JVM until the work has cleaned up.
 */
public final class StopSignal {
  /** What asks a program to stop, by number. */
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  /** With the number of the signal, the exit code that shells tell of a program it ended. */
  private static final int SHELL_BASE = 128;

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode;

  private StopSignal() {}

  /**
   * Listens from now on.
   *
   * @param patience how long a signal waits for {@link #finished}
   */
  public static StopSignal install(Duration patience) {
    StopSignal signal = new StopSignal();
    boolean isTaken = true;
    for (Map.Entry<String, Integer> each : SIGNALS.entrySet()) {
      int code = SHELL_BASE + each.getValue();
      isTaken &= Signals.take(each.getKey(), () -> signal.request(code, patience));
    }
    if (!isTaken) {
      Thread hook = new Thread(() -> signal.hold(patience), "stop-signal");
      Runtime.getRuntime().addShutdownHook(hook);
    }
    return signal;
  }

  /** Waits until a signal has come, at most so long; says whether it has. */
  public boolean await(Duration atMost) throws InterruptedException {
    return requested.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs {@code action} on a thread of its own when a signal comes; not at an ordinary exit. */
  public Thread whenRequested(Runnable action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                requested.await();
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** All is cleaned up: a signal that waits ends the process with this code. */
  public void finished(int code) {
    exitCode = code;
    finished.countDown();
  }

  private void request(int code, Duration patience) {
    requested.countDown();
    try {
      if (!finished.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        Runtime.getRuntime().halt(code);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold(Duration patience) {
    if (finished.getCount() == 0) {
      // An ordinary exit, not a signal.
      return;
    }
    requested.countDown();
    try {
      if (finished.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        System.out.flush();
        System.err.flush();
        // Without this the JVM would report the signal as its exit code.
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
