package dev.foretick.stream.publish;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Refuses the next commit. */
final class FailingConsumer extends MockConsumer<byte[], byte[]> {
  private Optional<RuntimeException> reason = Optional.empty();
  private boolean late;
  private @Nullable OffsetCommitCallback waiting;

  FailingConsumer() {
    super("earliest");
  }

  void refuseNext(RuntimeException next) {
    reason = Optional.of(next);
  }

  /** Whether commits wait until {@link #endLate}. */
  void commitLate(boolean isLate) {
    late = isLate;
  }

  void endLate(RuntimeException failure) {
    Objects.requireNonNull(waiting).onComplete(Map.of(), failure);
  }

  @Override
  public synchronized void commitAsync(
      Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
    if (late) {
      waiting = callback;
    } else if (reason.isPresent()) {
      RuntimeException thrown = reason.get();
      reason = Optional.empty();
      callback.onComplete(offsets, thrown);
    } else {
      super.commitAsync(offsets, callback);
    }
  }
}
