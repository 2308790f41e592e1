package dev.foretick.stream.score;

import dev.foretick.common.series.Score;

/** Takes each score as it comes about. */
public interface ScoreSink {
  void accept(Score score);
}
