package dev.foretick.common.bars;

import static dev.foretick.common.bars.Markets.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarStateTest {
  private static final long NOON = nanos("2024-07-05T16:00:00Z");
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final BarSpec SPEC =
      new BarSpec(
          Duration.ofMinutes(1), Markets.STOCKS, BarFill.PREVIOUS, Duration.ofMinutes(3), 50);
  private static final int COUNT_AT = 36;

  /** Where the number of ticks of the oldest open bar stands. */
  private static final int TICKS_AT = 40 + 8 * Long.BYTES;

  private final BarCalendar calendar = new BarCalendar(SPEC);

  @Test
  void readFrom_otherByteOrder_isExactToo() {
    BarBuilder builder = used();
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(builder.stateBytes() + 7).order(ByteOrder.LITTLE_ENDIAN);
    builder.writeTo(bytes.position(5));
    BarBuilder copy = new BarBuilder(calendar);
    copy.readFrom(bytes.position(5));
    assertThat(bytes.position()).isEqualTo(5 + builder.stateBytes());
    assertThat(state(copy)).isEqualTo(state(builder));
  }

  @Test
  void readFrom_usedBuilder_becomesTheSavedOne() {
    BarBuilder builder = used();
    byte[] unused = state(new BarBuilder(calendar));
    byte[] saved = state(builder);
    builder.readFrom(ByteBuffer.wrap(unused));
    assertThat(builder.openBars()).isZero();
    assertThat(state(builder)).isEqualTo(unused);
    builder.readFrom(ByteBuffer.wrap(saved));
    assertThat(state(builder)).isEqualTo(saved);
    builder.clear();
    assertThat(state(builder)).isEqualTo(unused);
  }

  @Test
  void readFrom_cutShort_isRefused() {
    byte[] saved = state(used());
    for (int length = 0; length < saved.length; length++) {
      ByteBuffer bytes = ByteBuffer.wrap(saved, 0, length);
      BarBuilder copy = new BarBuilder(calendar);
      assertThatThrownBy(() -> copy.readFrom(bytes))
          .isInstanceOf(MalformedStateException.class)
          .hasMessageStartingWith("bytes: ");
      assertThat(copy.openBars()).isZero();
      assertThat(copy.watermark()).isEqualTo(BarCalendar.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void readFrom_absurdCount_isRefusedBeforeAnythingIsMade(int count) {
    ByteBuffer bytes = ByteBuffer.wrap(state(used())).putInt(COUNT_AT, count);
    assertThatThrownBy(() -> new BarBuilder(calendar).readFrom(bytes))
        .isInstanceOf(MalformedStateException.class)
        .hasMessage("open bars: %d (expected: 0 to 1000)".formatted(count));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE - 1})
  void readFrom_barWithAnImpossibleCount_isRefused(long ticks) {
    ByteBuffer bytes = ByteBuffer.wrap(state(used())).putLong(TICKS_AT, ticks);
    assertThatThrownBy(() -> new BarBuilder(calendar).readFrom(bytes))
        .isInstanceOf(MalformedStateException.class)
        .hasMessage("bar at %d: impossible values (expected: prices in order)", NOON + MINUTE);
  }

  @Test
  void readFrom_anotherInterval_isRefused() {
    BarCalendar other = Markets.calendar(Duration.ofMinutes(7), Markets.STOCKS);
    assertThatThrownBy(() -> new BarBuilder(other).readFrom(ByteBuffer.wrap(state(used()))))
        .isInstanceOf(MalformedStateException.class);
  }

  @Test
  void readFrom_anotherGraceAndFill_goesOnFromWhereItWas() {
    BarSpec other = Markets.spec(Duration.ofMinutes(1), Markets.STOCKS);
    BarBuilder copy = new BarBuilder(new BarCalendar(other));
    copy.readFrom(ByteBuffer.wrap(state(used())));
    RecordedBars closed = new RecordedBars();
    assertThat(copy.openBars()).isEqualTo(4);
    copy.add(NOON + 9 * MINUTE, 8, 1, closed);
    assertThat(closed.bars()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void readFrom_damagedBytes_areRefusedOrDoNoHarm(long seed) {
    Random random = new Random(seed);
    byte[] saved = state(used());
    int refused = 0;
    for (int round = 0; round < 1_000; round++) {
      ByteBuffer bytes = ByteBuffer.wrap(saved.clone());
      for (int i = random.nextInt(3); i >= 0; i--) {
        damage(bytes, random);
      }
      BarBuilder copy = new BarBuilder(calendar);
      try {
        copy.readFrom(bytes);
      } catch (MalformedStateException e) {
        refused++;
        assertThat(copy.openBars()).isZero();
      }
      RecordedBars closed = new RecordedBars();
      for (int minute = 0; minute < 12; minute++) {
        copy.add(NOON + minute * MINUTE, 5, 1, closed);
      }
      copy.closeUntil(NOON + 99 * MINUTE, closed);
      assertThat(closed.bars().stream().map(Bar::start).toList()).isSorted();
      assertThat(closed.bars()).hasSizeLessThan(200);
    }
    assertThat(refused).isBetween(100, 999);
  }

  private static void damage(ByteBuffer bytes, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> bytes.put(random.nextInt(bytes.limit()), (byte) random.nextInt());
      case 1 -> bytes.putLong(8 * random.nextInt(bytes.limit() / 8), random.nextLong());
      case 2 -> bytes.putLong(8 * random.nextInt(bytes.limit() / 8), extreme(random));
      default -> {
        long moment = NOON + (random.nextInt(20) - 5) * MINUTE;
        bytes.putLong(8 * random.nextInt(bytes.limit() / 8), moment);
      }
    }
  }

  private static long extreme(Random random) {
    long[] extremes = {
      0,
      -1,
      1,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      Double.doubleToLongBits(Double.NaN),
      Double.doubleToLongBits(Double.POSITIVE_INFINITY),
      Double.doubleToLongBits(Double.MAX_VALUE)
    };
    return extremes[random.nextInt(extremes.length)];
  }

  /** A builder with a bar that is closed and four that are open. */
  private BarBuilder used() {
    BarBuilder builder = new BarBuilder(calendar);
    RecordedBars closed = new RecordedBars();
    for (int minute = 0; minute < 5; minute++) {
      builder.add(NOON + minute * MINUTE, 5 + minute, 2, closed);
      builder.add(NOON + minute * MINUTE + 7, 5 - minute, Double.NaN, closed);
    }
    assertThat(closed.bars()).hasSize(1);
    assertThat(builder.openBars()).isEqualTo(4);
    return builder;
  }

  private static byte[] state(BarBuilder builder) {
    ByteBuffer bytes = ByteBuffer.allocate(builder.stateBytes());
    builder.writeTo(bytes);
    return bytes.array();
  }
}
