package dev.foretick.stream.feed;

import java.util.OptionalLong;

/** Shows how far it is. */
public interface FeedView {
  /** Shows nothing. */
  FeedView NONE = (sent, of, epochNanos) -> {};

  /**
   * Is told again and again, many times a second.
   *
   * @param sent records that went out
   * @param of how many will, where that is known
   * @param epochNanos event time of the last one
   */
  void show(long sent, OptionalLong of, long epochNanos);
}
