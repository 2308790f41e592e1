package dev.foretick.stream.feed;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Observation;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.common.wire.ObservationCodec;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are observations already, each sent as it stands once the server's own codec has read
 * it. One that it cannot read is told with its number and left out. A thread of its own reads, so
 * that whoever waits for the next line can be stopped.
 */
public final class JsonLines implements RecordSource {
  private static final int AHEAD = 1_000;

  /** Lines beyond it are cut, and then refused. */
  private static final int MAX_LINE_BYTES = 1 << 20;

  /** So many are told in full; what follows is only counted. */
  private static final int MAX_TOLD = 10;

  private final InputStream input;
  private final String name;
  private final SeriesId series;
  private final ObservationCodec codec;
  private final Consumer<String> complaints;
  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(AHEAD);
  private long refused;
  private boolean over;

  /**
   * Starts to read.
   *
   * @param name of the input in complaints
   * @param series of lines that name none
   * @param complaints takes a line of text for each line that is refused
   */
  public JsonLines(
      InputStream input,
      String name,
      SeriesId series,
      ObservationCodec codec,
      Consumer<String> complaints) {
    this.input = new BufferedInputStream(input, 1 << 16);
    this.name = name;
    this.series = series;
    this.codec = codec;
    this.complaints = complaints;
    Thread reader = new Thread(this::read, "feed-lines");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public Optional<FeedRecord> poll(Duration atMost) throws InterruptedException {
    Line line = over ? null : lines.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      return Optional.empty();
    }
    if (line.bytes() == null) {
      over = true;
      line.failure().ifPresent(failure -> refuse(line.number(), failure));
      return Optional.empty();
    }
    return record(line.number(), line.bytes());
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long refused() {
    return refused;
  }

  private Optional<FeedRecord> record(long number, byte[] bytes) {
    try {
      byte[] key = series.value().getBytes(StandardCharsets.UTF_8);
      Observation observation = codec.decode(key, bytes, 0);
      return Optional.of(
          new FeedRecord(
              observation.series().value(),
              bytes,
              codec.format().timeField().isPresent()
                  ? EpochNanos.of(observation.time())
                  : FeedRecord.NO_TIME,
              OptionalLong.empty()));
    } catch (MalformedRecordException e) {
      refuse(number, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void refuse(long number, String reason) {
    refused++;
    if (refused <= MAX_TOLD) {
      complaints.accept("%s:%d: %s".formatted(name, number, reason));
    } else if (refused == MAX_TOLD + 1) {
      complaints.accept(name + ": more such lines, which are only counted from here on");
    }
  }

  private void read() {
    long number = 0;
    Optional<String> failure = Optional.empty();
    try {
      for (byte[] line = next(); line != null; line = next()) {
        number++;
        if (line.length > 0) {
          lines.put(new Line(number, line, Optional.empty()));
        }
      }
    } catch (IOException e) {
      failure = Optional.of("cannot be read on: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      lines.put(new Line(number + 1, null, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The bytes of the next line without its end; null behind the last. */
  private byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int read = input.read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0 && read != '\n'; read = input.read()) {
      if (line.size() <= MAX_LINE_BYTES) {
        line.write(read);
      }
    }
    byte[] bytes = line.toByteArray();
    int end = bytes.length;
    return end > 0 && bytes[end - 1] == '\r' ? Arrays.copyOf(bytes, end - 1) : bytes;
  }

  /** A line, or the end of all. */
  private record Line(long number, byte @Nullable [] bytes, Optional<String> failure) {}
}
