package dev.foretick.stream.state;

import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.score.PendingForecasts;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a series, in big-endian binary. The loop's thread owns it.
 *
 * <p>A server reads only what a server with the same {@linkplain #SnapshotFormat contract} wrote:
 * numbers of another model's windows would pass for its own.
 */
final class SnapshotFormat {
  /*
   *   byte   version, 1
   *   int    contract: CRC-32 of a text that says what the numbers of a window mean
   *   long   through: the offset of the last record that counts
   *   long   touched: wall-clock time of that record, in epoch milliseconds
   *   then sections, each: byte tag, int length, payload
   *     tag 1  window: long time of the newest observation, int size, floats of shape [channels, size], oldest first
   *     tag 2  forecasts that wait for their actual values, as PendingForecasts writes them
   *
   * A further kind of state is a further tag; a change to what is here is a further version.
   */
  static final byte VERSION = 1;

  private static final byte WINDOW = 1;
  private static final byte PENDING = 2;
  private static final int HEAD_BYTES = Byte.BYTES + Integer.BYTES + 2 * Long.BYTES;
  private static final int SECTION_BYTES = Byte.BYTES + Integer.BYTES;

  private final int contract;
  private final float[] row;
  private final Optional<LiveScorer> scorer;

  /**
   * Reads and writes for one store.
   *
   * @param contract says in words what the numbers of a window mean
   * @param channels how many values an observation has
   */
  SnapshotFormat(String contract, int channels, Optional<LiveScorer> scorer) {
    CRC32 crc = new CRC32();
    crc.update(contract.getBytes(StandardCharsets.UTF_8));
    this.contract = (int) crc.getValue();
    this.row = new float[channels];
    this.scorer = scorer;
  }

  /** The most bytes that {@link #write} takes. */
  static long maxLength(WindowSpec window, long pendingLength) {
    long windowLength = Long.BYTES + Integer.BYTES + Float.BYTES * (long) window.windowLength();
    return HEAD_BYTES + 2L * SECTION_BYTES + windowLength + pendingLength;
  }

  byte[] write(SeriesState series) {
    SlidingWindow window = series.window();
    int windowLength = Long.BYTES + Integer.BYTES + Float.BYTES * window.channels() * window.size();
    PendingForecasts pending = series.pending();
    int pendingLength = pending == null ? 0 : pending.encodedLength();
    int length = HEAD_BYTES + SECTION_BYTES + windowLength;
    length += pending == null ? 0 : SECTION_BYTES + pendingLength;
    ByteBuffer target = ByteBuffer.allocate(length);
    target.put(VERSION).putInt(contract);
    target.putLong(series.through()).putLong(series.touchedMillis());
    target.put(WINDOW).putInt(windowLength);
    target.putLong(window.lastTime()).putInt(window.size());
    FloatBuffer values = target.asFloatBuffer();
    window.copyTo(values);
    target.position(target.position() + Float.BYTES * values.position());
    if (pending != null) {
      target.put(PENDING).putInt(pendingLength);
      pending.write(target);
    }
    return target.array();
  }

  /** The offset that a snapshot counts through; empty if this server cannot read it. */
  Optional<Long> through(byte[] snapshot) {
    ByteBuffer source = ByteBuffer.wrap(snapshot);
    if (snapshot.length < HEAD_BYTES || source.get() != VERSION || source.getInt() != contract) {
      return Optional.empty();
    }
    return Optional.of(source.getLong());
  }

  /**
   * Fills a series, which is new, with what was written down of it.
   *
   * @param snapshot one that {@link #through} can read
   * @return whether it was whole
   */
  boolean read(byte[] snapshot, SeriesState series) {
    ByteBuffer source = ByteBuffer.wrap(snapshot).position(Byte.BYTES + Integer.BYTES);
    try {
      series.through(source.getLong());
      series.touched(source.getLong());
      while (source.hasRemaining()) {
        byte tag = source.get();
        int length = source.getInt();
        ByteBuffer section = source.slice(source.position(), length);
        readSection(tag, section, series);
        source.position(source.position() + length);
      }
      return true;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private void readSection(byte tag, ByteBuffer section, SeriesState series) {
    switch (tag) {
      case WINDOW -> readWindow(section, series.window());
      case PENDING -> readPending(section, series.pending());
      default ->
          throw new IllegalArgumentException("section: %d (expected: 1 or 2)".formatted(tag));
    }
  }

  private void readWindow(ByteBuffer source, SlidingWindow window) {
    long time = source.getLong();
    int size = source.getInt();
    FloatBuffer values = source.asFloatBuffer();
    if (size < 0 || values.remaining() != size * row.length) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d)".formatted(values.remaining(), size * row.length));
    }
    for (int i = 0; i < size; i++) {
      for (int channel = 0; channel < row.length; channel++) {
        row[channel] = values.get(channel * size + i);
      }
      window.append(row, time);
    }
  }

  private void readPending(ByteBuffer source, @Nullable PendingForecasts pending) {
    if (pending != null && scorer.isPresent()) {
      scorer.get().read(pending, source);
    }
  }
}
