package dev.foretick.stream.consume;

import java.util.concurrent.CompletionStage;

/** How far the topic of windows reaches. */
@FunctionalInterface
public interface WindowLog {
  /**
   * The offset behind the last message of a partition, committed or not: what a predecessor has
   * committed may not be visible yet, and nothing beyond it is needed.
   *
   * @return fails with what the broker says, perhaps one that is worth another try
   */
  CompletionStage<Long> end(int partition);
}
