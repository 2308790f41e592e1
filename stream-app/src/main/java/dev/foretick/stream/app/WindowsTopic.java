package dev.foretick.stream.app;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.state.SeriesStore;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the topic of windows has to be like.
 *
 * @param largestMessage bytes of the largest snapshot of the model, with its key
 */
record WindowsTopic(String name, long largestMessage) {
  /**
   * Kafka's default of {@code max.message.bytes}, which batches of small snapshots fill as well.
   */
  private static final long USUAL_MESSAGE_BYTES = 1_048_588;

  /** What a batch of one record adds to its key and value, and more. */
  private static final int BATCH_BYTES = 128;

  /** A series id is of UTF-16 units, none of which takes more in UTF-8. */
  private static final int KEY_BYTES = 3 * SeriesId.MAX_LENGTH;

  static WindowsTopic of(ServeConfig config, ModelBundle bundle) {
    long pending =
        config.scoring().enabled()
            ? LiveScorer.maxEncodedLength(
                bundle.modelName(),
                bundle.provenance().modelVersion(),
                bundle.levels().count(),
                bundle.window().horizon(),
                config.scoring().maxPending())
            : 0;
    long snapshot = SeriesStore.maxSnapshotLength(bundle.window(), pending);
    return new WindowsTopic(config.topics().windows(), BATCH_BYTES + KEY_BYTES + snapshot);
  }

  /** What {@code max.message.bytes} has to be. */
  long maxMessageBytes() {
    return Math.max(USUAL_MESSAGE_BYTES, largestMessage);
  }

  /** Small segments, so that what a restart has to read stays near to one snapshot a series. */
  Map<String, String> config() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.SEGMENT_BYTES_CONFIG,
        "33554432",
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
        "0.2",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(maxMessageBytes()));
  }
}
