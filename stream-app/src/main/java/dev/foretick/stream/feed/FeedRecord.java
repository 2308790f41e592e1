package dev.foretick.stream.feed;

import java.util.OptionalLong;

/**
 * What goes into the topic.
 *
 * @param key the series
 * @param value the observation's message
 * @param epochNanos event time; {@link #NO_TIME} where the source did not look for it
 * @param timestampMillis the record's own timestamp where the message states no time; otherwise it
 *     is the moment of sending
 */
public record FeedRecord(String key, byte[] value, long epochNanos, OptionalLong timestampMillis) {
  /** No moment at all. */
  public static final long NO_TIME = Long.MIN_VALUE;
}
