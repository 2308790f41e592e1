package dev.foretick.stream.publish;

import dev.foretick.stream.http.Health;
import dev.foretick.stream.lifecycle.BackOff;
import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until every message is acknowledged and then commits the offsets. After a crash in between,
 * the messages are sent again under the same ids: nothing is lost, some things come twice.
 */
public final class AtLeastOnceDelivery implements Delivery {
  private static final Logger log = LoggerFactory.getLogger(AtLeastOnceDelivery.class);

  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final Health health;
  private final StopFlag stop;
  private final BackOff backOff;

  /** What the broker refused, as the producer's thread reports it. */
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

  /** Offsets whose commit failed, to go with the next one. */
  private final Map<TopicPartition, OffsetAndMetadata> uncommitted = new HashMap<>();

  private record Failure(Message message, Exception reason) {}

  public AtLeastOnceDelivery(
      Producer<byte[], byte[]> producer,
      Consumer<byte[], byte[]> consumer,
      Health health,
      StopFlag stop) {
    this.producer = producer;
    this.consumer = consumer;
    this.health = health;
    this.stop = stop;
    this.backOff = new BackOff(stop);
  }

  @Override
  public void send(Message message) {
    // Whatever becomes of the message, the callback says so as well.
    Future<RecordMetadata> unused =
        producer.send(
            message.record(),
            (metadata, failure) -> {
              if (failure == null) {
                message.acknowledged().run();
              } else {
                failures.add(new Failure(message, failure));
              }
            });
  }

  @Override
  public void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.flush();
    while (!failures.isEmpty()) {
      sendAgain();
      producer.flush();
    }
    backOff.reset();
    uncommitted.putAll(offsets);
    commitOffsets();
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    uncommitted.keySet().removeAll(partitions);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void sendAgain() {
    List<Failure> failed = new ArrayList<>();
    for (Failure failure = failures.poll(); failure != null; failure = failures.poll()) {
      failed.add(failure);
    }
    List<Message> again = failed.stream().map(AtLeastOnceDelivery::remedy).toList();
    if (failed.stream().allMatch(failure -> failure.reason() instanceof RecordTooLargeException)) {
      again.forEach(this::send);
      return;
    }
    health.delivering(false, failed.get(0).reason().toString());
    log.warn(
        "{} messages are not acknowledged, sending them again: {}",
        failed.size(),
        failed.get(0).reason().toString());
    backOff.pause();
    if (stop.isRequested()) {
      throw new DeliveryStoppedException(failed.size());
    }
    health.heartbeat();
    again.forEach(this::send);
  }

  /** What to send in place of a message that failed. */
  private static Message remedy(Failure failure) {
    Message message = failure.message();
    if (failure.reason() instanceof RetriableException) {
      return message;
    } else if (failure.reason() instanceof RecordTooLargeException
        && message.whenTooLarge().isPresent()) {
      return new Message(message.whenTooLarge().get(), message.acknowledged());
    }
    throw new KafkaException(
        "topic %s: %s".formatted(message.record().topic(), failure.reason().getMessage()),
        failure.reason());
  }

  private void commitOffsets() {
    uncommitted.keySet().retainAll(consumer.assignment());
    if (uncommitted.isEmpty()) {
      health.delivering(true, "");
      return;
    }
    try {
      consumer.commitSync(Map.copyOf(uncommitted));
      uncommitted.clear();
      health.delivering(true, "");
    } catch (CommitFailedException e) {
      // Another member has the partitions now and answers from the last commit.
      log.warn("The group went on without this member: {}", e.getMessage());
      uncommitted.clear();
    } catch (RebalanceInProgressException e) {
      // The broker is there; the next poll joins the group again.
      log.info("The group is rebalancing, committing with the next batch: {}", e.getMessage());
    } catch (RetriableException e) {
      health.delivering(false, e.toString());
      log.warn("Offsets are not committed, trying again with the next batch: {}", e.toString());
    }
  }
}
