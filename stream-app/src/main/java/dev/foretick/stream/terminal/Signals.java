package dev.foretick.stream.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system that this program answers itself, in the place of the JVM. By
 * reflection: the compiler warns of the classes behind it, though they are there on every Java that
 * has the module jdk.unsupported.
 */
final class Signals {
  private Signals() {}

  /**
   * Answers a signal from now on, on a thread of its own each time it comes.
   *
   * @param name without {@code SIG}
   * @return whether the JVM gave it away
   */
  static boolean take(String name, Runnable answer) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(
                  Signals.class.getClassLoader(), new Class<?>[] {handler}, handling(answer)));
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static InvocationHandler handling(Runnable answer) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "handle" -> {
            answer.run();
            yield null;
          }
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> answer.toString();
        };
  }
}
