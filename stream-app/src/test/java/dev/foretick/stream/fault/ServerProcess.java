package dev.foretick.stream.fault;

import dev.foretick.stream.testing.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code foretick serve} as a user runs it. */
final class ServerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PORT = Pattern.compile("metrics and health on port (\\d+)");

  private final OwnProcess process;

  private ServerProcess(OwnProcess process) {
    this.process = process;
  }

  /**
   * Starts a server and does not wait for it.
   *
   * @param name of its configuration and log
   * @param heap its largest heap, as {@code -Xmx} takes it
   */
  static ServerProcess start(Path directory, String name, String heap, String yaml) {
    Path file = directory.resolve(name + ".yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new ServerProcess(
        OwnProcess.start(
            directory.resolve(name + ".log"),
            heap,
            "dev.foretick.stream.cli.Main",
            "serve",
            file.toString()));
  }

  /** Waits until it has its partitions and their windows. */
  ServerProcess awaitReady() {
    Patience.await(
        PATIENCE,
        () -> "a server that is ready\n" + process.log(),
        () -> !process.isAlive() || isReady());
    requireAlive();
    return this;
  }

  boolean isReady() throws Exception {
    return Scrape.status(port(), "/health/ready") == 200;
  }

  boolean isLive() throws Exception {
    return Scrape.status(port(), "/health/live") == 200;
  }

  Scrape scrape() throws Exception {
    return Scrape.of(port());
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError(
          "the server ended with %d%n%s"
              .formatted(process.awaitExit(Duration.ofSeconds(1)), process.log()));
    }
  }

  void kill() {
    process.kill();
    process.close();
  }

  /** Nothing of it runs until {@link #thaw}: it does not know that time goes by. */
  void freeze() {
    process.freeze();
  }

  void thaw() {
    process.thaw();
  }

  /** Asks it to stop, as SIGTERM does, and gives its exit code. */
  int stop(Duration limit) {
    process.terminate();
    int code = process.awaitExit(limit);
    process.close();
    return code;
  }

  String log() {
    return process.log();
  }

  /** What its heap holds after a full collection, in bytes. */
  double liveBytes() throws Exception {
    process.collectGarbage();
    return scrape().sum("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"}");
  }

  @Override
  public void close() {
    process.close();
  }

  private int port() {
    Matcher port = PORT.matcher(process.log());
    if (!port.find()) {
      throw new IllegalStateException("no port yet");
    }
    return Integer.parseInt(port.group(1));
  }
}
