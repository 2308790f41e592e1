package dev.foretick.stream.demo;

import dev.foretick.stream.terminal.StopSignal;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks the server, as an orchestrator would, whether it is ready. */
final class Readiness {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TIMEOUT_MILLIS = 2000;

  private Readiness() {}

  /** Returns when the server is ready, when it is asked to stop, or after half a minute. */
  static void await(int httpPort, StopSignal stop) throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!isReady(httpPort) && System.nanoTime() < deadline) {
      if (stop.await(PERIOD)) {
        return;
      }
    }
  }

  private static boolean isReady(int httpPort) {
    try {
      URI uri = URI.create("http://127.0.0.1:%d/health/ready".formatted(httpPort));
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
