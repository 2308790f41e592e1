package dev.foretick.stream.consume;

import dev.foretick.common.wire.DecodedObservation;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.stream.state.Arrivals;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Turns the records of a poll into observations; what is none is dead. */
final class RecordDecoder {
  private final ObservationCodec codec;
  private final AssignedPartitions partitions;
  private final DeadRecords dead;
  private final DecodedObservation decoded;

  RecordDecoder(ObservationCodec codec, AssignedPartitions partitions, DeadRecords dead) {
    this.codec = codec;
    this.partitions = partitions;
    this.dead = dead;
    this.decoded = new DecodedObservation(codec.format().channels());
  }

  /** Puts the observations of the records, and nothing else, into {@code arrivals}. */
  void decode(ConsumerRecords<byte[], byte[]> records, Arrivals arrivals) {
    arrivals.clear(records.count());
    dead.clear();
    for (TopicPartition partition : records.partitions()) {
      long liveOffset = partitions.liveOffset(partition);
      List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
      for (int i = 0; i < ofPartition.size(); i++) {
        ConsumerRecord<byte[], byte[]> record = ofPartition.get(i);
        boolean replayed = record.offset() < liveOffset;
        decode(record, replayed, arrivals);
      }
    }
  }

  private void decode(ConsumerRecord<byte[], byte[]> record, boolean replayed, Arrivals arrivals) {
    try {
      codec.decode(record.key(), record.value(), record.timestamp(), decoded);
      arrivals.add(decoded, record.partition(), record.offset(), record.timestamp(), replayed);
    } catch (MalformedRecordException e) {
      dead.add(arrivals.size(), record, replayed, e);
    }
  }
}
