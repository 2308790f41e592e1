package dev.foretick.stream.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which records of the input topic have been answered, counted from an offset of each partition on.
 * Threads share it.
 */
final class Answered {
  private final BitSet[] seen;

  /** The first offset that counts, of each partition. */
  private long[] first;

  /** The offset after the highest that was answered, of each partition. */
  private final long[] reached;

  private long answered;
  private long doubled;
  private long firstAnswerNanos;

  Answered(int partitions) {
    seen = IntStream.range(0, partitions).mapToObj(i -> new BitSet()).toArray(BitSet[]::new);
    first = new long[partitions];
    reached = new long[partitions];
  }

  /** Forgets all, and counts from these offsets on. */
  synchronized void countFrom(long[] offsets) {
    first = offsets.clone();
    System.arraycopy(offsets, 0, reached, 0, offsets.length);
    for (BitSet partition : seen) {
      partition.clear();
    }
    answered = 0;
    doubled = 0;
  }

  /** A record's forecast has come. */
  synchronized void add(int partition, long offset) {
    if (firstAnswerNanos == 0) {
      firstAnswerNanos = System.nanoTime();
    }
    int index = Math.toIntExact(offset - first[partition]);
    if (index < 0 || seen[partition].get(index)) {
      doubled++;
      return;
    }
    seen[partition].set(index);
    answered++;
    reached[partition] = Math.max(reached[partition], offset + 1);
  }

  /** Records that have been answered. */
  synchronized long answered() {
    return answered;
  }

  /** Answers beyond the first of a record. */
  synchronized long doubled() {
    return doubled;
  }

  /**
   * Records up to the last that was answered in each partition, whether all of them were or not.
   */
  synchronized long progress() {
    return Arrays.stream(reached).sum() - Arrays.stream(first).sum();
  }

  /** Whether the last record before each of these offsets has been answered. */
  synchronized boolean reaches(long[] ends) {
    for (int partition = 0; partition < ends.length; partition++) {
      if (reached[partition] < ends[partition]) {
        return false;
      }
    }
    return true;
  }

  /** {@link System#nanoTime} of the first answer ever; 0 before. */
  synchronized long firstAnswerNanos() {
    return firstAnswerNanos;
  }
}
