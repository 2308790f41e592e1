package dev.foretick.stream.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a user may change about the demo.
 *
 * @param duration of live serving; without one, until the recording ends
 * @param trainingLimit at most so long is spent on training
 * @param speedUp how many times faster than recorded the ticks come
 * @param port of the broker, 0 for any free one
 * @param httpPort of the live page and {@code /metrics}, 0 for any free one
 * @param topics that the broker is given beside the demo's own
 * @param browser whether the live page is opened in a browser
 */
public record DemoOptions(
    Optional<Duration> duration,
    Duration trainingLimit,
    double speedUp,
    int port,
    int httpPort,
    List<String> topics,
    boolean browser) {
  public DemoOptions {
    topics = List.copyOf(topics);
    for (String topic : topics) {
      if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
        throw new IllegalArgumentException(
            "--topic: %s (expected: 1 to 249 of the characters a-z A-Z 0-9 . _ -)"
                .formatted(topic));
      }
    }
    if (!(speedUp > 0 && Double.isFinite(speedUp))) {
      throw new IllegalArgumentException("--speed-up: %s (expected: > 0)".formatted(speedUp));
    }
    requirePort("--port", port);
    requirePort("--http-port", httpPort);
    if (trainingLimit.isZero() || trainingLimit.isNegative()) {
      throw new IllegalArgumentException("--training: %s (expected: > 0)".formatted(trainingLimit));
    }
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("%s: %d (expected: 0 to 65535)".formatted(name, port));
    }
  }
}
