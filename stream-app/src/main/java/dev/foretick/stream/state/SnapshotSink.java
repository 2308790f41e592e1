package dev.foretick.stream.state;

import org.jspecify.annotations.Nullable;

/** Takes what is written down of series. */
@FunctionalInterface
public interface SnapshotSink {
  /**
   * Takes one snapshot.
   *
   * @param key of the series; not copied
   * @param snapshot null to delete the one that there is
   * @param changedAt the offset from which records would have to be read again without it
   */
  void accept(byte[] key, byte @Nullable [] snapshot, long changedAt);
}
