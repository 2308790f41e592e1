package dev.foretick.stream.feed;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param sent records that went out
 * @param of how many will, where that is known
 * @param epochNanos event time of the last one; {@link FeedRecord#NO_TIME} where nobody knows it
 * @param perSecond the pace, where it is even
 * @param unanswered how long the broker owes an answer; zero if it owes none
 */
public record FeedStatus(
    long sent, OptionalLong of, long epochNanos, OptionalDouble perSecond, Duration unanswered) {}
