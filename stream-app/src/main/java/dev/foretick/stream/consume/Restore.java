package dev.foretick.stream.consume;

import org.apache.kafka.clients.consumer.Consumer;

/**
 * What a loop needs to get its windows back.
 *
 * @param consumer reads the topic of windows
 * @param windowLog says how far that topic reaches
 * @param topic that windows are written to
 * @param maxReplayRecords how many records are read again where nothing says how many it takes
 * @param reset where a partition starts of which the group has committed nothing
 * @param start what there was before the loop joined the group
 */
public record Restore(
    Consumer<byte[], byte[]> consumer,
    WindowLog windowLog,
    String topic,
    int maxReplayRecords,
    OffsetReset reset,
    GroupStart start) {}
