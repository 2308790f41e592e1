package dev.foretick.stream.state;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.bars.MalformedStateException;
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
   *     tag 3  of a window with times: longs of shape [size], oldest first
   *     tag 4  of a window of bars: those that are open, as BarBuilder writes them
   *
   * A further kind of state is a further tag; a change to what is here is a further version.
   */
  static final byte VERSION = 1;

  private static final byte WINDOW = 1;
  private static final byte PENDING = 2;
  private static final byte TIMES = 3;
  private static final byte BARS = 4;
  private static final int HEAD_BYTES = Byte.BYTES + Integer.BYTES + 2 * Long.BYTES;
  private static final int SECTION_BYTES = Byte.BYTES + Integer.BYTES;

  private final int contract;
  private final int channels;
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
    this.channels = channels;
    this.scorer = scorer;
  }

  /** The most bytes that {@link #write} takes. */
  static long maxLength(WindowSpec window, long pendingLength) {
    long windowLength = Long.BYTES + Integer.BYTES + Float.BYTES * (long) window.windowLength();
    long timesLength = Long.BYTES * (long) window.inputSize();
    return HEAD_BYTES
        + BARS * (long) SECTION_BYTES
        + windowLength
        + pendingLength
        + timesLength
        + BarBuilder.maxStateBytes();
  }

  byte[] write(SeriesState series) {
    SlidingWindow window = series.window();
    PendingForecasts pending = series.pending();
    BarBuilder bars = series.bars();
    int windowLength = Long.BYTES + Integer.BYTES + Float.BYTES * window.channels() * window.size();
    int pendingLength = pending == null ? 0 : pending.encodedLength();
    int timesLength = Long.BYTES * window.size();
    int length = HEAD_BYTES + SECTION_BYTES + windowLength;
    length += pending == null ? 0 : SECTION_BYTES + pendingLength;
    length += window.hasTimes() ? SECTION_BYTES + timesLength : 0;
    length += bars == null ? 0 : SECTION_BYTES + bars.stateBytes();
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
    if (window.hasTimes()) {
      target.put(TIMES).putInt(timesLength);
      window.copyTimesTo(target.asLongBuffer());
      target.position(target.position() + timesLength);
    }
    if (bars != null) {
      target.put(BARS).putInt(bars.stateBytes());
      bars.writeTo(target);
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
      Sections sections = new Sections();
      while (source.hasRemaining()) {
        byte tag = source.get();
        int length = source.getInt();
        sections.put(tag, source.slice(source.position(), length));
        source.position(source.position() + length);
      }
      read(sections, series);
      return true;
    } catch (BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | MalformedStateException e) {
      return false;
    }
  }

  /** Where the parts of a snapshot are. */
  private static final class Sections {
    private final @Nullable ByteBuffer[] byTag = new @Nullable ByteBuffer[BARS + 1];

    void put(byte tag, ByteBuffer section) {
      if (tag < WINDOW || tag > BARS || byTag[tag] != null) {
        throw new IllegalArgumentException(
            "section: %d (expected: %d to %d, each once)".formatted(tag, WINDOW, BARS));
      }
      byTag[tag] = section;
    }

    @Nullable ByteBuffer get(byte tag) {
      return byTag[tag];
    }

    ByteBuffer require(byte tag) {
      ByteBuffer section = byTag[tag];
      if (section == null) {
        throw new IllegalArgumentException("section %d: missing".formatted(tag));
      }
      return section;
    }
  }

  private void read(Sections sections, SeriesState series) {
    ByteBuffer window = sections.get(WINDOW);
    if (window != null) {
      readWindow(window, series.window().hasTimes() ? sections.require(TIMES) : null, series);
    }
    BarBuilder bars = series.bars();
    if (bars != null) {
      ByteBuffer state = sections.require(BARS);
      bars.readFrom(state);
      requireRead(state);
    }
    ByteBuffer pending = sections.get(PENDING);
    if (pending != null) {
      readPending(pending, series.pending());
    }
  }

  private void readWindow(ByteBuffer source, @Nullable ByteBuffer times, SeriesState series) {
    long time = source.getLong();
    int size = source.getInt();
    FloatBuffer values = source.asFloatBuffer();
    int wanted = size < 0 ? 0 : Math.multiplyExact(size, channels);
    if (values.remaining() != wanted) {
      throw new IllegalArgumentException(
          "values: %d (expected: %d)".formatted(values.remaining(), wanted));
    }
    if (times == null) {
      series.window().restore(size, values, time);
    } else {
      series.window().restore(size, values, times.asLongBuffer());
      times.position(Math.addExact(times.position(), size * Long.BYTES));
      requireRead(times);
    }
  }

  private static void requireRead(ByteBuffer section) {
    if (section.hasRemaining()) {
      throw new IllegalArgumentException(
          "section: %d bytes too long".formatted(section.remaining()));
    }
  }

  private void readPending(ByteBuffer source, @Nullable PendingForecasts pending) {
    if (pending != null && scorer.isPresent()) {
      scorer.get().read(pending, source);
    }
  }
}
