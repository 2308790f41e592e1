package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.bars.BarCalendar;
import dev.foretick.common.bars.BarFill;
import dev.foretick.common.bars.BarSpec;
import dev.foretick.common.bars.TradingSession;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.DuplicateRule;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what a restart reads back goes on as if nothing had happened. */
class EventTimeSnapshotsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MONDAY = Instant.parse("2026-01-05T12:00:00Z").getEpochSecond();
  private static final Duration GRACE = Duration.ofSeconds(7);
  private static final CalendarInputs NO_CALENDAR =
      new CalendarInputs(List.of(), Duration.ofSeconds(5), 1);
  private static final TradingSession SESSION =
      new TradingSession(
          LocalTime.of(12, 0),
          LocalTime.of(12, 20),
          ZoneOffset.UTC,
          EnumSet.allOf(DayOfWeek.class),
          Set.of());

  private static final List<DuplicateRule> RULES =
      List.of(DuplicateRule.KEEP, DuplicateRule.LAST, DuplicateRule.FIRST);

  private final Map<String, byte[]> topic = new LinkedHashMap<>();

  /** A tick, or, without a series, a moment until which the wall clock closes bars. */
  private record Event(String series, long second, double price) {
    boolean isTick() {
      return !series.isEmpty();
    }
  }

  /** A store, and what its bars and windows were when they were answered. */
  private static final class Run {
    private final SeriesStore store;
    private final @Nullable BarKeeper bars;
    private final List<String> answers;
    private boolean replaying;

    Run(SeriesKeeper keeper, List<String> answers) {
      this.answers = answers;
      this.bars = keeper instanceof BarKeeper of ? of : null;
      this.store =
          new SeriesStore(
              keeper,
              "test",
              series -> 0,
              Duration.ofDays(1),
              100,
              Optional.empty(),
              new LoopMetrics(new SimpleMeterRegistry()),
              Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
      store.assign(0);
      if (bars != null) {
        bars.tell((row, series) -> answer(series));
      }
    }

    void take(Event event, long offset, boolean isReplayed) {
      replaying = isReplayed;
      if (bars != null) {
        bars.closed().clear(0);
      }
      if (event.isTick()) {
        Arrivals arrivals = new Arrivals(1);
        arrivals.clear(1);
        ArrivalRows.add(
            arrivals,
            event.series(),
            event.second() * SECOND,
            event.price(),
            0,
            offset,
            isReplayed);
        SeriesState series = store.append(arrivals, 0);
        if (bars == null && series != null) {
          answer(series);
        }
      } else if (!isReplayed) {
        store.closeUntil(0, event.second() * SECOND, Integer.MAX_VALUE);
      }
    }

    private void answer(SeriesState series) {
      if (!replaying) {
        float[] values = new float[series.window().channels() * series.window().size()];
        series.window().copyTo(FloatBuffer.wrap(values));
        answers.add(
            new String(series.key(), StandardCharsets.UTF_8)
                + "@"
                + series.window().lastTime() / SECOND
                + Arrays.toString(values));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void barsOfARestartedRun_areThoseOfAnUndisturbedOne(long seed) {
    BarFill fill = seed % 2 == 0 ? BarFill.PREVIOUS : BarFill.NONE;
    TradingSession session = seed % 4 < 2 ? SESSION : null;
    requireSameAnswers(seed, () -> barKeeper(fill, session));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void windowsInEventTime_ofARestartedRun_areThoseOfAnUndisturbedOne(long seed) {
    DuplicateRule rule = RULES.get((int) (seed % 3));
    requireSameAnswers(
        seed, () -> new WindowKeeper(new WindowSpec(4, 2, 1), NO_CALENDAR, GRACE, rule));
  }

  @Test
  void barsThatTheClockCloses_areWrittenDownThoughNoRecordChangedThem() {
    Run run = new Run(barKeeper(BarFill.NONE, null), new ArrayList<>());
    run.take(new Event("a", MONDAY, 1), 0, false);
    write(run, 1);
    topic.clear();
    run.take(new Event("", MONDAY + 5, 0), 1, false);
    write(run, 0);

    assertThat(topic).containsOnlyKeys("a");
    assertThat(run.store.firstUnwritten(0, 1)).isEqualTo(1);
    topic.clear();
    write(run, 0);
    assertThat(topic).isEmpty();
  }

  @Test
  void snapshotsWithDamagedBars_areMisfits() {
    Run run = new Run(barKeeper(BarFill.NONE, null), new ArrayList<>());
    for (int i = 0; i < 6; i++) {
      run.take(new Event("a", MONDAY + 3L * i, 1 + i), i, false);
    }
    write(run, 6);
    byte[] whole = Objects.requireNonNull(topic.get("a"));
    Run other = new Run(barKeeper(BarFill.NONE, null), new ArrayList<>());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(other.store.restore(0, key("a"), cut, 9)).isEqualTo(Restored.MISFIT);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 1);
    assertThat(other.store.restore(0, key("a"), longer, 9)).isEqualTo(Restored.MISFIT);
    assertThat(other.store.restore(0, key("a"), whole, 9)).isEqualTo(Restored.TAKEN);
    assertThat(other.store.dueAt(0)).isEqualTo(run.store.dueAt(0));
  }

  @Test
  void seriesThatAreDueFirst_areClosedFirst_whateverTheOrderInWhichTheyCame() {
    List<String> closed = new ArrayList<>();
    Run run = new Run(barKeeper(BarFill.NONE, null), closed);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      long start = MONDAY + 5L * random.nextInt(200);
      run.take(new Event("s" + i, start, 1), i, false);
    }
    run.store.closeUntil(0, (MONDAY + 2000) * SECOND, 20);
    assertThat(closed).hasSize(20);
    run.store.closeUntil(0, (MONDAY + 2000) * SECOND, 1000);

    assertThat(closed).hasSize(60);
    assertThat(closed.stream().map(EventTimeSnapshotsTest::second)).isSorted();
    assertThat(run.store.dueAt(0)).isEqualTo(BarCalendar.NEVER);
  }

  private void requireSameAnswers(long seed, Supplier<SeriesKeeper> keepers) {
    Random random = new Random(seed);
    List<Event> log = log(random);
    List<String> answers = new ArrayList<>();
    Run restarted = new Run(keepers.get(), answers);
    long replayFrom = 0;
    for (int at = 0; at < log.size(); at++) {
      restarted.take(log.get(at), at, false);
      // What a batch commits: snapshots that are due, and from where on to read again.
      write(restarted, at - random.nextInt(60));
      replayFrom = restarted.store.firstUnwritten(0, at + 1);
      if (random.nextInt(25) == 0) {
        restarted = new Run(keepers.get(), answers);
        for (Map.Entry<String, byte[]> snapshot : topic.entrySet()) {
          assertThat(
                  restarted.store.restore(0, key(snapshot.getKey()), snapshot.getValue(), at + 1))
              .isEqualTo(Restored.TAKEN);
        }
        for (long again = replayFrom; again <= at; again++) {
          restarted.take(log.get((int) again), again, true);
        }
      }
    }
    List<String> expected = new ArrayList<>();
    Run undisturbed = new Run(keepers.get(), expected);
    for (int at = 0; at < log.size(); at++) {
      undisturbed.take(log.get(at), at, false);
    }
    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(bySeries(answers)).isEqualTo(bySeries(expected));
  }

  /** Series that are due at the same moment are closed in any order. */
  private static Map<String, List<String>> bySeries(List<String> answers) {
    return answers.stream()
        .collect(Collectors.groupingBy(answer -> answer.substring(0, answer.indexOf('@'))));
  }

  /** Ticks a little out of order, now and then a gap, and moments of a clock somewhat behind. */
  private static List<Event> log(Random random) {
    List<Event> log = new ArrayList<>();
    long now = MONDAY;
    for (int i = 0; i < 1500; i++) {
      now += random.nextInt(400) == 0 ? 86_400 - 20 : random.nextInt(3) / 2;
      if (random.nextInt(12) == 0) {
        log.add(new Event("", now - 10 + random.nextInt(5), 0));
      } else {
        long second = now - random.nextInt(random.nextInt(10) == 0 ? 20 : 5);
        log.add(new Event("s" + random.nextInt(8), second, 100 + random.nextInt(50)));
      }
    }
    return log;
  }

  private void write(Run run, long before) {
    run.store.writeChangedBefore(
        0,
        before,
        (key, snapshot, changedAt) ->
            topic.put(new String(key, StandardCharsets.UTF_8), Objects.requireNonNull(snapshot)));
  }

  private static BarKeeper barKeeper(BarFill fill, @Nullable TradingSession session) {
    BarSpec spec = new BarSpec(Duration.ofSeconds(5), session, fill, GRACE, 3);
    return new BarKeeper(
        new WindowSpec(4, 2, 3),
        NO_CALENDAR,
        new BarCalendar(spec),
        List.of(BarChannel.CLOSE, BarChannel.HIGH, BarChannel.COUNT));
  }

  private static long second(String answer) {
    return Long.parseLong(answer.replaceAll(".*@(\\d+)\\[.*", "$1"));
  }

  private static byte[] key(String series) {
    return series.getBytes(StandardCharsets.UTF_8);
  }
}
