package dev.foretick.common.bars;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.bars.Markets.Span;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarBuilderModelTest {
  private static final @Nullable TradingSession[] SESSIONS = {
    null, Markets.STOCKS, Markets.FUTURES
  };

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void builder_anyTicksAndClosings_agreesWithANaiveOneAndWithItsRestoredCopies(long seed) {
    Random random = new Random(seed);
    Map<TickResult, Integer> results = new EnumMap<>(TickResult.class);
    int gaps = 0;
    for (int round = 0; round < 25; round++) {
      BarSpec spec = randomSpec(random, SESSIONS[round % SESSIONS.length]);
      // The days around the change of the clock, or around Independence Day.
      LocalDate first = random.nextBoolean() ? LocalDate.of(2024, 3, 7) : LocalDate.of(2024, 7, 2);
      List<Span> spans = Markets.spans(spec, first.minusDays(2), first.plusDays(30));
      BarCalendar calendar = new BarCalendar(spec);
      BarBuilder undisturbed = new BarBuilder(calendar);
      BarBuilder restored = new BarBuilder(calendar);
      RecordedBars expected = new RecordedBars();
      RecordedBars actual = new RecordedBars();
      NaiveBars naive = new NaiveBars(spec, spans);
      long now = Markets.nanos(first + "T14:00:00Z");
      for (int i = 0; i < 120; i++) {
        now += step(random, spec);
        if (random.nextInt(6) == 0) {
          long moment = now - random.nextLong(2 * spec.interval().toNanos());
          undisturbed.closeUntil(moment, expected);
          restored.closeUntil(moment, actual);
          naive.closeUntil(moment);
        } else {
          long time = now - random.nextLong(1 + spec.grace().toNanos() * 3 / 2);
          double price = random.nextInt(50);
          double size = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(9);
          TickResult result = undisturbed.add(time, price, size, expected);
          assertThat(result).isEqualTo(naive.add(time, price, size));
          assertThat(restored.add(time, price, size, actual)).isEqualTo(result);
          results.merge(result, 1, Integer::sum);
        }
        assertThat(undisturbed.openBars()).isLessThanOrEqualTo(spec.openBars());
        restored = copy(restored, calendar);
      }
      // Whatever is open closes in the end. Later than now, so that filled bars run out.
      long end = now + 9 * spec.interval().toNanos();
      undisturbed.closeUntil(end, expected);
      restored.closeUntil(end, actual);
      naive.closeUntil(end);
      assertThat(expected.all()).isEqualTo(naive.closed());
      assertThat(actual.all()).isEqualTo(expected.all());
      gaps += (int) expected.all().stream().filter(line -> line.startsWith("gap")).count();
    }
    assertThat(results).containsKeys(TickResult.ADDED, TickResult.LATE, TickResult.OFF_SESSION);
    assertThat(gaps).isPositive();
  }

  /** Mostly a small part of a bar, now and then as long as a night. */
  private static long step(Random random, BarSpec spec) {
    return random.nextInt(12) == 0
        ? random.nextLong(Duration.ofHours(16).toNanos())
        : random.nextLong(spec.interval().toNanos());
  }

  private static BarSpec randomSpec(Random random, @Nullable TradingSession session) {
    Duration interval = Duration.ofMinutes(20 + random.nextInt(100));
    return new BarSpec(
        interval,
        session,
        random.nextInt(3) == 0 ? BarFill.NONE : BarFill.PREVIOUS,
        Duration.ofMinutes(random.nextInt(3) * random.nextLong(200)),
        random.nextBoolean() ? 100 : random.nextInt(6));
  }

  private static BarBuilder copy(BarBuilder builder, BarCalendar calendar) {
    ByteBuffer bytes = ByteBuffer.allocate(builder.stateBytes());
    builder.writeTo(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    bytes.flip();
    BarBuilder copy = new BarBuilder(calendar);
    copy.readFrom(bytes);
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(copy.dueAt()).isEqualTo(builder.dueAt());
    assertThat(copy.closedUntil()).isEqualTo(builder.closedUntil());
    assertThat(copy.watermark()).isEqualTo(builder.watermark());
    return copy;
  }
}
