package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code foretick serve} as a process of its own that can be restarted, on a port that stays. */
final class WatchedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** So little that the garbage collector has to come now and then. */
  private static final String JVM_OPTIONS = "-Xmx96m -Xmn16m";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path config;
  private final Path log;
  private final int port;
  private Process process;

  /**
   * Starts it and waits until it is ready.
   *
   * @param config names {@code port} as the port of HTTP
   */
  WatchedServer(Path config, Path log, int port) throws IOException, InterruptedException {
    this.config = config;
    this.log = log;
    this.port = port;
    this.process = start();
    awaitReady();
  }

  /** Stops it in order, and starts it once more. */
  void restart() throws IOException, InterruptedException {
    close();
    process = start();
    awaitReady();
  }

  String target() {
    return "127.0.0.1:" + port;
  }

  /** Waits until a line of {@code /metrics} begins like that. */
  void awaitMetric(String beginning) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (get("/metrics").body().lines().noneMatch(line -> line.startsWith(beginning))) {
      assertThat(System.nanoTime())
          .as("%s%n%s", beginning, Files.readString(log))
          .isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    OutsideTool.stop(process);
  }

  private Process start() throws IOException {
    return Distribution.startWith(JVM_OPTIONS, log, "serve", config.toString());
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + target() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
