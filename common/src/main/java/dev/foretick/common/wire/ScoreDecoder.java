package dev.foretick.common.wire;

import dev.foretick.common.series.Score;

/** Reads the scores that {@link ScoreEncoder} writes. Threads may share it. */
public final class ScoreDecoder {
  /**
   * Reads a score. Fields it does not know, and those that follow from others, are not read.
   *
   * @throws MalformedRecordException if the message is not a score of this or an earlier schema
   */
  public Score decode(byte[] value) {
    return JsonMessage.read(value, new ScoreReader());
  }
}
