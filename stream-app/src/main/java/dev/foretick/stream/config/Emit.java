package dev.foretick.stream.config;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Which observations are answered with a forecast. */
public enum Emit {
  /** Each one. */
  EVERY(ConsumerConfig.DEFAULT_MAX_POLL_RECORDS),
  /** The newest one of each series in a batch, so that a backlog is worked off faster. */
  LATEST(10_000);

  private final int pollRecords;

  Emit(int pollRecords) {
    this.pollRecords = pollRecords;
  }

  /**
   * The most records of a batch, unless {@code kafka.max.poll.records} says otherwise. Where one
   * answer for each series is enough, a larger batch takes fewer forecasts to catch up.
   */
  public int pollRecords() {
    return pollRecords;
  }
}
