package dev.foretick.stream.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Where records come from, one after the other. One thread asks. */
public interface RecordSource extends AutoCloseable {
  /**
   * Gives the next record.
   *
   * @param atMost how long to wait for one
   * @return empty if none came in this time, or none will any more
   */
  Optional<FeedRecord> poll(Duration atMost) throws InterruptedException;

  /** Whether no record will come any more. */
  boolean isOver();

  /** How many records there are in all, where that is known. */
  default OptionalLong total() {
    return OptionalLong.empty();
  }

  /** How many there were that could not be used. */
  default long refused() {
    return 0;
  }

  /** What else is to be told at the end, a line each. */
  default List<String> remarks() {
    return List.of();
  }

  @Override
  default void close() {}
}
