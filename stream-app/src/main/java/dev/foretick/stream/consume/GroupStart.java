package dev.foretick.stream.consume;

/**
 * What there was of the input topic and its group before this server joined. It tells a partition
 * that was added later, which is read from its beginning, from one that a group comes to for the
 * first time, for which {@link OffsetReset} holds.
 *
 * @param partitions how many the topic had
 * @param hasCommitted whether the group had committed an offset of some partition
 */
public record GroupStart(int partitions, boolean hasCommitted) {
  /*
   * The members of a new group start together, so that one of them may have committed where its partitions start before
   * another has asked about its own: what the group has committed *now* says nothing. What it had committed before this
   * server joined does.
   */

  /** Whether a partition of which the group has committed nothing is one that was added. */
  boolean isAdded(int partition) {
    return hasCommitted || partition >= partitions;
  }
}
