package dev.foretick.stream.consume;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.DeadLetters;
import dev.foretick.stream.state.Arrival;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Turns the records of a poll into observations; what is none becomes a dead letter. */
final class RecordDecoder {
  private final ObservationCodec codec;
  private final AssignedPartitions partitions;
  private final DeadLetters deadLetters;
  private final LoopMetrics metrics;

  RecordDecoder(
      ObservationCodec codec,
      AssignedPartitions partitions,
      DeadLetters deadLetters,
      LoopMetrics metrics) {
    this.codec = codec;
    this.partitions = partitions;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  List<Arrival> decode(ConsumerRecords<byte[], byte[]> records) {
    List<Arrival> arrivals = new ArrayList<>(records.count());
    int live = 0;
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        boolean replayed = partitions.isReplayed(partition, record.offset());
        live += replayed ? 0 : 1;
        decode(record, replayed, arrivals);
      }
    }
    metrics.consumed(live);
    return arrivals;
  }

  private void decode(
      ConsumerRecord<byte[], byte[]> record, boolean replayed, List<Arrival> arrivals) {
    try {
      Observation observation = codec.decode(record.key(), record.value(), record.timestamp());
      arrivals.add(
          new Arrival(
              observation,
              EpochNanos.of(observation.time()),
              record.partition(),
              record.offset(),
              record.timestamp(),
              replayed));
    } catch (MalformedRecordException e) {
      if (!replayed) {
        metrics.dead();
        deadLetters.send(record, e);
      }
    }
  }
}
