package dev.foretick.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.bars.BarBuilder;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.CalendarInputs;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.score.LiveScorer;
import dev.foretick.stream.testing.TestScorers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTest {
  private static final WindowSpec WINDOW = new WindowSpec(4, 2, 1);
  private static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);

  /** A series {@code a} after the prices 1.5 and 2.5, of which the second was forecast. */
  private static final String VERSION_1 =
      "01d87f7e0c" // version, contract
          + "0000000000000006" // through
          + "00000000000003e8" // touched
          + "0100000014" // window: time, size, values
          + "0000000000000002000000023fc0000040200000"
          + "0200000060" // forecasts: head and models, then one without its matured steps
          + "000000020000000600000001"
          + "0000000000000002000000000000000040200000"
          + "3ff0000000000000"
          + "0100016d000176"
          + "00000000000000000200000000402000003ff0000000000000"
          + "3f80000040000000404000004080000040a0000040c00000";

  private final LiveScorer scorer = TestScorers.of("m", "v", LEVELS, 2);
  private final SeriesStore store = store(WINDOW, "test");
  private final Map<String, byte[]> topic = new LinkedHashMap<>();
  private final List<Long> changes = new ArrayList<>();

  @Test
  void write_isVersion1() {
    SeriesState series = hear(store, "a", 5, 1, 1.5);
    hear(store, "a", 6, 2, 2.5);
    scorer.observe(Objects.requireNonNull(series.pending()), 1.5f, 1);
    scorer.observe(series.pending(), 2.5f, 2);
    scorer.issue(series.pending(), 2, new float[] {1, 2, 3, 4, 5, 6}, 0);
    write(store, 0, 7);

    assertThat(HexFormat.of().formatHex(topic.get("a"))).isEqualTo(VERSION_1);
  }

  @Test
  void write_ofAFullWindowWithAllItsForecasts_takesWhatIsReservedForThem() {
    for (int i = 0; i < 10; i++) {
      SeriesState series = hear(store, "a", i, i, i);
      scorer.observe(Objects.requireNonNull(series.pending()), i, i);
      scorer.serve("m", "v" + i);
      scorer.issue(series.pending(), i, new float[] {1, 2, 3, 4, 5, 6}, 0);
    }
    write(store, 0, 10);

    long pending = LiveScorer.maxEncodedLength("m", "v0", LEVELS.count(), 2, 10);
    long matured = (long) LEVELS.count() * Float.BYTES;
    // Times and open bars, which this series has none of, are reserved for as well.
    long others =
        2L * (Byte.BYTES + Integer.BYTES)
            + Long.BYTES * (long) WINDOW.inputSize()
            + BarBuilder.maxStateBytes();
    assertThat((long) snapshot("a").length)
        .isEqualTo(SeriesStore.maxSnapshotLength(WINDOW, pending) - matured - others);
  }

  @Test
  void read_ofVersion1_givesTheSeriesBack() {
    byte[] snapshot = HexFormat.of().parseHex(VERSION_1);
    assertThat(store.restore(0, key("a"), snapshot, 7)).isEqualTo(Restored.TAKEN);
    SeriesState series = hear(store, "a", 7, 3, 3.5);

    assertThat(window(series)).containsExactly(1.5f, 2.5f, 3.5f);
    assertThat(Objects.requireNonNull(series.pending()).encodedLength()).isEqualTo(96);
  }

  @Test
  void writeChangedBefore_takesTheOldestChangesAndNoOthers() {
    hear(store, "a", 0, 1, 1);
    hear(store, "b", 1, 1, 1);
    hear(store, "a", 2, 2, 1);
    hear(store, "c", 3, 1, 1);
    assertThat(store.firstUnwritten(0, 4)).isZero();

    write(store, 0, 2);
    assertThat(topic.keySet()).containsExactly("a", "b");
    assertThat(changes).containsExactly(0L, 1L);
    assertThat(store.firstUnwritten(0, 4)).isEqualTo(3);

    hear(store, "a", 4, 3, 1);
    write(store, 0, 4);
    assertThat(changes).containsExactly(0L, 1L, 3L);
    assertThat(store.firstUnwritten(0, 5)).isEqualTo(4);
    write(store, 0, 5);
    assertThat(store.firstUnwritten(0, 5)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void snapshotsAndReplay_rebuildEveryWindow_whereverTheLogIsCut(long seed) {
    Random random = new Random(seed);
    record Tick(String series, long time, double price) {}
    List<Tick> log = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      log.add(new Tick("s" + random.nextInt(20), i, random.nextGaussian()));
    }
    SeriesStore restarted = store;
    long replayFrom = 0;
    for (int at = 0; at < log.size(); at++) {
      Tick tick = log.get(at);
      hear(restarted, tick.series(), at, tick.time(), tick.price());
      if (random.nextInt(5) == 0) {
        write(restarted, 0, at - random.nextInt(40));
        replayFrom = restarted.firstUnwritten(0, at + 1);
      }
      if (random.nextInt(30) == 0) {
        restarted = store(WINDOW, "test");
        for (Map.Entry<String, byte[]> snapshot : topic.entrySet()) {
          assertThat(restarted.restore(0, key(snapshot.getKey()), snapshot.getValue(), at + 1))
              .isEqualTo(Restored.TAKEN);
        }
        for (long again = Math.min(replayFrom, at + 1); again <= at; again++) {
          Tick replayed = log.get((int) again);
          append(restarted, replayed.series(), again, replayed.time(), replayed.price());
        }
        replayFrom = restarted.firstUnwritten(0, at + 1);
      }
    }
    SeriesStore undisturbed = store(WINDOW, "test");
    for (int at = 0; at < log.size(); at++) {
      Tick tick = log.get(at);
      hear(undisturbed, tick.series(), at, tick.time(), tick.price());
    }
    for (int series = 0; series < 20; series++) {
      assertThat(window(hear(restarted, "s" + series, 400, 400, 1)))
          .isEqualTo(window(hear(undisturbed, "s" + series, 400, 400, 1)));
    }
  }

  @Test
  void snapshot_ofAnotherContract_isAMisfit() {
    hear(store, "a", 0, 1, 1);
    write(store, 0, 1);

    SeriesStore other = store(WINDOW, "other");
    assertThat(other.restore(0, key("a"), snapshot("a"), 1)).isEqualTo(Restored.MISFIT);
    assertThat(other.size()).isZero();
  }

  @Test
  void snapshot_thatIsCutOffOrOfAnotherVersion_isAMisfit() {
    hear(store, "a", 0, 1, 1);
    write(store, 0, 1);
    byte[] whole = snapshot("a");

    SeriesStore other = store(WINDOW, "test");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      // A section that is missing as a whole is a series without it.
      if (other.restore(0, key("a"), cut, 1) != Restored.MISFIT) {
        assertThat(length).isIn(21, 21 + 5 + 16);
      }
    }
    byte[] newer = whole.clone();
    newer[0] = 2;
    assertThat(other.restore(0, key("b"), newer, 1)).isEqualTo(Restored.MISFIT);
    for (int i = 21; i < whole.length; i++) {
      byte[] wrong = whole.clone();
      wrong[i] = (byte) 0xff;
      other.restore(0, key("b"), wrong, 1);
    }
  }

  @Test
  void snapshot_fromBeyondTheLiveOffset_isNotUsed() {
    hear(store, "a", 9, 1, 1);
    write(store, 0, 10);

    SeriesStore other = store(WINDOW, "test");
    assertThat(other.restore(0, key("a"), snapshot("a"), 9)).isEqualTo(Restored.AHEAD);
    assertThat(other.restore(0, key("a"), snapshot("a"), 10)).isEqualTo(Restored.TAKEN);
  }

  @Test
  void snapshotThatIsNoUse_isDeletedWithTheNextOnes_butNotBehindOneThatIs() {
    hear(store, "a", 9, 1, 1);
    hear(store, "b", 8, 1, 1);
    write(store, 0, 10);
    SeriesStore other = store(WINDOW, "test");
    other.restore(0, key("b"), snapshot("b"), 9);
    other.restore(0, key("a"), snapshot("a"), 9);
    other.restore(0, key("b"), new byte[] {9}, 9);
    topic.clear();
    write(other, 0, 0);

    assertThat(topic).containsOnlyKeys("a");
    assertThat(topic.get("a")).isNull();
  }

  @Test
  void snapshot_thatIsOlderThanOneThatIsIn_isNotUsed() {
    hear(store, "a", 0, 1, 1);
    write(store, 0, 1);
    byte[] old = snapshot("a");
    hear(store, "a", 1, 2, 2);
    write(store, 0, 2);

    SeriesStore other = store(WINDOW, "test");
    assertThat(other.restore(0, key("a"), snapshot("a"), 2)).isEqualTo(Restored.TAKEN);
    assertThat(other.restore(0, key("a"), old, 2)).isEqualTo(Restored.OUTDATED);
    assertThat(other.size()).isOne();
  }

  @Test
  void seriesThatIsForgotten_isDeleted_butNotOneThatWasNeverWritten() {
    SeriesStore small = store(WINDOW, "test", 2);
    hear(small, "a", 0, 1, 1);
    hear(small, "b", 1, 1, 1);
    write(small, 0, 1);
    hear(small, "c", 2, 1, 1);
    hear(small, "d", 3, 1, 1);
    write(small, 0, 0);

    assertThat(topic).containsOnlyKeys("a");
    assertThat(topic.get("a")).isNull();
    assertThat(small.restore(0, key("c"), null, 9)).isEqualTo(Restored.FORGOTTEN);
    assertThat(small.size()).isOne();
  }

  @Test
  void seriesThatIsForgottenWhileItIsReadBack_andComesOnceMore_isKept() {
    SeriesStore small = store(WINDOW, "test", 1);
    hear(store, "a", 0, 1, 1);
    hear(store, "b", 1, 1, 1);
    write(store, 0, 2);
    small.restore(0, key("a"), snapshot("a"), 2);
    small.restore(0, key("b"), snapshot("b"), 2);
    small.restore(0, key("a"), snapshot("a"), 2);
    topic.clear();
    write(small, 0, 2);

    assertThat(topic).containsOnlyKeys("b");
  }

  private byte[] snapshot(String series) {
    return Objects.requireNonNull(topic.get(series));
  }

  private void write(SeriesStore from, int partition, long before) {
    from.writeChangedBefore(
        partition,
        before,
        (key, snapshot, changedAt) -> {
          topic.put(new String(key, StandardCharsets.UTF_8), snapshot);
          changes.add(changedAt);
        });
  }

  private static SeriesState hear(
      SeriesStore to, String series, long offset, long time, double price) {
    return Objects.requireNonNull(append(to, series, offset, time, price));
  }

  private static @Nullable SeriesState append(
      SeriesStore to, String series, long offset, long time, double price) {
    Arrivals arrivals = new Arrivals(1);
    arrivals.clear(1);
    ArrivalRows.add(arrivals, series, time, price, 0, offset);
    return to.append(arrivals, 0);
  }

  private static float[] window(SeriesState series) {
    float[] values = new float[series.window().size()];
    series.window().copyTo(FloatBuffer.wrap(values));
    return values;
  }

  private static byte[] key(String series) {
    return series.getBytes(StandardCharsets.UTF_8);
  }

  private static SeriesStore store(WindowSpec window, String contract) {
    return store(window, contract, 100);
  }

  private static SeriesStore store(WindowSpec window, String contract, int maxSeries) {
    SeriesStore made =
        new SeriesStore(
            new WindowKeeper(window, new CalendarInputs(List.of(), Duration.ofSeconds(1), 1)),
            contract,
            series -> 0,
            Duration.ofDays(1),
            maxSeries,
            Optional.of(TestScorers.of("m", "v", LEVELS, 2)),
            new LoopMetrics(new SimpleMeterRegistry()),
            Clock.fixed(Instant.ofEpochMilli(1000), ZoneOffset.UTC));
    made.assign(0);
    return made;
  }
}
