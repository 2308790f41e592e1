package dev.foretick.stream.cli;

import java.nio.file.Path;

/**
 * Sets what logback.xml reads. It has to happen before the first logger is made, which is why the
 * commands themselves hold none.
 */
final class Logging {
  private Logging() {}

  static void toStderr(boolean verbose) {
    System.setProperty("foretick.log.libraries", verbose ? "INFO" : "WARN");
  }

  /**
   * Keeps what Kafka's clients warn of off standard error, for a command that itself says there
   * what the matter is.
   */
  static void withoutClients(boolean verbose) {
    if (!verbose) {
      System.setProperty("foretick.log.clients", "ERROR");
    }
  }

  /** Keeps a terminal free for the live view. */
  static void toFile(Path file) {
    System.setProperty("foretick.log.appender", "file");
    System.setProperty("foretick.log.file", file.toString());
  }
}
