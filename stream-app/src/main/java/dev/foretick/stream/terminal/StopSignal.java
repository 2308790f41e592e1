package dev.foretick.stream.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
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
  /** With what a shell adds to 128 for the exit code of a program that they end. */
  private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

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
    Thread hook = new Thread(() -> signal.hold(patience), "stop-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    SIGNALS.forEach((name, number) -> signal.take(name, 128 + number, patience));
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

  /**
   * Takes a signal from the JVM. By reflection: the compiler warns of the class, though it is there
   * on every Java that has the module jdk.unsupported.
   */
  private void take(String name, int code, Duration patience) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler request =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  request(code, patience);
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "stop on " + name;
              };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(
                  StopSignal.class.getClassLoader(), new Class<?>[] {handler}, request));
    } catch (ReflectiveOperationException e) {
      // It stays with the JVM, whose hook does its best.
    }
  }

  private void request(int code, Duration patience) {
    requested.countDown();
    Thread watch =
        new Thread(
            () -> {
              try {
                if (!finished.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                  Runtime.getRuntime().halt(code);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stop-patience");
    watch.setDaemon(true);
    watch.start();
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
