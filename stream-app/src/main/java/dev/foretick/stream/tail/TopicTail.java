package dev.foretick.stream.tail;

import dev.foretick.common.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a topic as it grows, all partitions, without a group: nobody's offsets move. One thread
 * owns it.
 */
public final class TopicTail {
  private static final Duration POLL = Duration.ofMillis(200);

  /** Lines of the last messages come from so many offsets before the end, at first. */
  private static final long FIRST_REACH = 256;

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final Set<String> series;
  private final TailLines lines;
  private final Consumer<String> out;
  private final Consumer<String> complaints;
  private long malformed;
  private long shown;

  /**
   * Prepares.
   *
   * @param consumer that reads what is committed
   * @param series that are shown; all if it is empty
   * @param out takes lines
   * @param complaints takes a line for each record that makes none
   */
  public TopicTail(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
      String topic,
      int partitions,
      Set<String> series,
      TailLines lines,
      Consumer<String> out,
      Consumer<String> complaints) {
    this.consumer = consumer;
    this.partitions = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new TopicPartition(topic, i));
    }
    this.series = Set.copyOf(series);
    this.lines = lines;
    this.out = out;
    this.complaints = complaints;
  }

  /**
   * Shows lines until it is to end.
   *
   * @param follow whether to wait for more at the end of the topic
   * @return whether every record made a line
   */
  public boolean run(TailStart start, boolean follow, BooleanSupplier stop) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    lines.header().ifPresent(out);
    if (start instanceof TailStart.Earliest) {
      consumer.seekToBeginning(partitions);
    } else if (start instanceof TailStart.Last last) {
      lastLines(last.lines(), ends, stop).forEach(this::show);
    } else {
      ends.forEach(consumer::seek);
    }
    while (!stop.getAsBoolean() && (follow || !isAt(ends))) {
      consumer.poll(POLL).forEach(record -> line(record, this::complain).ifPresent(this::show));
    }
    return malformed == 0;
  }

  /** How many lines it showed, besides the heading. */
  public long shown() {
    return shown;
  }

  private void show(String line) {
    shown++;
    out.accept(line);
  }

  /**
   * Reads ever further back until there are enough lines; offsets do not tell how many, as some are
   * marks of transactions, steps of a forecast or of other series.
   */
  private List<String> lastLines(int count, Map<TopicPartition, Long> ends, BooleanSupplier stop) {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    for (long reach = Math.max(FIRST_REACH, 4L * count); ; reach *= 4) {
      boolean whole = true;
      for (TopicPartition partition : partitions) {
        long begin = begins.getOrDefault(partition, 0L);
        long from = Math.max(begin, ends.getOrDefault(partition, begin) - reach);
        consumer.seek(partition, from);
        whole &= from == begin;
      }
      List<String> told = new ArrayList<>();
      List<String> found = readTo(ends, stop, told);
      if (whole || found.size() >= count || stop.getAsBoolean()) {
        malformed += told.size();
        told.forEach(complaints);
        return found.subList(Math.max(0, found.size() - count), found.size());
      }
    }
  }

  /** The lines before the ends, those of several partitions in the order of their records. */
  private List<String> readTo(
      Map<TopicPartition, Long> ends, BooleanSupplier stop, List<String> told) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    while (!stop.getAsBoolean() && !isAt(ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (isWanted(record)) {
          records.add(record);
        }
      }
    }
    records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    List<String> all = new ArrayList<>();
    records.forEach(record -> line(record, told::add).ifPresent(all::add));
    return all;
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void complain(String complaint) {
    malformed++;
    complaints.accept(complaint);
  }

  private boolean isWanted(ConsumerRecord<byte[], byte[]> record) {
    return series.isEmpty()
        || (record.key() != null
            && series.contains(new String(record.key(), StandardCharsets.UTF_8)));
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> record, Consumer<String> complaint) {
    if (!isWanted(record)) {
      return Optional.empty();
    }
    try {
      return lines.line(record);
    } catch (MalformedRecordException e) {
      complaint.accept(
          "%s-%d@%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
      return Optional.empty();
    }
  }
}
