package dev.foretick.stream.publish;

import java.util.Optional;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.jspecify.annotations.Nullable;

/** Why messages of a transaction failed. The producer's thread tells, the loop's thread asks. */
final class SendFailures implements Callback {
  private @Nullable RuntimeException first;
  private int smallestTooLarge = Integer.MAX_VALUE;

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception reason) {
    if (reason != null) {
      failed(reason);
    }
  }

  /** The callback of a message of so many bytes that another may stand in for. */
  Callback replaceable(int bytes) {
    return (metadata, reason) -> {
      if (reason instanceof RecordTooLargeException) {
        tooLarge(bytes);
      }
      onCompletion(metadata, reason);
    };
  }

  /** The first reason that is not merely that the others went with it. */
  synchronized Optional<RuntimeException> first() {
    return Optional.ofNullable(first);
  }

  /** Bytes of the smallest message that was too large and may be replaced. */
  synchronized int smallestTooLarge() {
    return smallestTooLarge;
  }

  synchronized void clear() {
    first = null;
    smallestTooLarge = Integer.MAX_VALUE;
  }

  private synchronized void failed(Exception reason) {
    if (first == null && !(reason instanceof TransactionAbortedException)) {
      first = reason instanceof RuntimeException known ? known : new KafkaException(reason);
    }
  }

  private synchronized void tooLarge(int bytes) {
    smallestTooLarge = Math.min(smallestTooLarge, bytes);
  }
}
