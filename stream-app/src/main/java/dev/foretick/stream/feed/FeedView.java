package dev.foretick.stream.feed;

import java.time.Duration;

/** Shows how far it is. */
public interface FeedView {
  /** Shows nothing. */
  FeedView NONE = status -> {};

  /** Is told again and again, many times a second. */
  void show(FeedStatus status);

  /** Is told once that nothing more goes out, and how long what did is waited for. */
  default void ending(Duration atMost) {}
}
