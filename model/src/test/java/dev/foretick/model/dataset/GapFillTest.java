package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foretick.common.series.SeriesId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GapFillTest {
  private static final int STEP = 60;
  private static final GapFill FILL = new GapFill(Duration.ofNanos(STEP), Duration.ofNanos(600));

  @Test
  void fill_gap_repeatsEveryChannelFromBeforeIt() {
    SeriesData data = series(new long[] {0, 60, 240, 300}, new float[] {1, 2, 3, 4}, "a");

    GapFill.Filled filled = FILL.fill(List.of(data));

    SeriesData whole = filled.series().get(0);
    assertThat(filled.rows()).isEqualTo(2);
    assertThat(times(whole)).containsExactly(0, 60, 120, 180, 240, 300);
    assertThat(channel(whole, 0)).containsExactly(1, 2, 2, 2, 3, 4);
    assertThat(channel(whole, 1)).containsExactly(-1, -2, -2, -2, -3, -4);
    assertThat(whole.id()).isEqualTo(data.id());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", "1, 0", "60, 0", "89, 0", "90, 1", "120, 1", "149, 1", "150, 2", "600, 9", "601, 0",
  })
  void fill_gapOfAnyLength_getsAsManyRowsAsFitUpToTheLongest(long gap, int rows) {
    SeriesData data = evenThen(gap);

    GapFill.Filled filled = FILL.fill(List.of(data));

    assertThat(filled.rows()).isEqualTo(rows);
    assertThat(filled.series().get(0).length()).isEqualTo(data.length() + rows);
  }

  @Test
  void fill_rowsOfTheSameTime_repeatsTheLastOfThem() {
    SeriesData data = series(new long[] {0, 60, 60, 180}, new float[] {1, 2, 3, 4}, "a");

    assertThat(channel(FILL.fill(List.of(data)).series().get(0), 0)).containsExactly(1, 2, 3, 3, 4);
  }

  @Test
  void fill_severalSeries_looksAtEachByItself() {
    SeriesData whole = series(new long[] {0, 60, 120}, new float[] {1, 2, 3}, "whole");
    SeriesData broken = series(new long[] {0, 120}, new float[] {1, 3}, "broken");

    GapFill.Filled filled = FILL.fill(List.of(whole, broken));

    assertThat(filled.rows()).isEqualTo(1);
    assertThat(filled.series().get(0)).isSameAs(whole);
    assertThat(channel(filled.series().get(1), 0)).containsExactly(1, 1, 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fill_anySeries_keepsItsRowsAndLeavesNoShortGap(long seed) {
    SeriesData data = random(seed);

    SeriesData filled = FILL.fill(List.of(data)).series().get(0);

    int kept = 0;
    for (int row = 0; row < filled.length(); row++) {
      long gap = row == 0 ? 0 : filled.time(row) - filled.time(row - 1);
      assertThat(gap < 1.5 * STEP || gap > 600).isTrue();
      if (kept < data.length() && filled.time(row) == data.time(kept)) {
        assertThat(filled.target(row)).isEqualTo(data.target(kept++));
      } else {
        assertThat(gap).isEqualTo(STEP);
        assertThat(filled.target(row)).isEqualTo(filled.target(row - 1));
      }
    }
    assertThat(kept).isEqualTo(data.length());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void fill_otherValuesToCome_changesNothingBeforeThem(long seed) {
    SeriesData data = random(seed);
    int now = 1 + new Random(seed).nextInt(data.length() - 1);
    float[] other = channel(data, 0);
    Arrays.fill(other, now, other.length, Float.MAX_VALUE);

    SeriesData expected = FILL.fill(List.of(data)).series().get(0);
    SeriesData filled = FILL.fill(List.of(series(times(data), other, "a"))).series().get(0);
    SeriesData past = FILL.fill(List.of(data.until(now))).series().get(0);

    assertThat(times(filled)).isEqualTo(times(expected));
    for (int row = 0; row < filled.length() && filled.time(row) < data.time(now); row++) {
      assertThat(filled.target(row)).isEqualTo(expected.target(row));
    }
    for (int row = 0; row < past.length(); row++) {
      assertThat(past.time(row)).isEqualTo(expected.time(row));
      assertThat(past.target(row)).isEqualTo(expected.target(row));
    }
  }

  @Test
  void fill_farMoreRowsThanThereAre_isRefused() {
    SeriesData data = series(new long[] {0, 60, 120, 120 + 60 * 32}, new float[4], "a");
    GapFill patient = new GapFill(Duration.ofNanos(STEP), Duration.ofDays(1_000_000_000));

    assertThat(patient.fill(List.of(data.until(3))).rows()).isZero();
    assertThat(patient.fill(List.of(data)).rows()).isEqualTo(31);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> patient.fill(List.of(series(new long[] {0, 1L << 62}, new float[2], "a"))))
        .withMessage(
            "fill-gaps: more than 20 rows to put in, 2 are there (expected: fewer; gaps of a shorter time)");
  }

  @Test
  void new_withoutFrequency_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GapFill(Duration.ZERO, Duration.ofHours(1)))
        .withMessage("frequency: PT0S (expected: > 0)");
  }

  /** Rows a minute apart, and one more {@code gap} after the last. */
  private static SeriesData evenThen(long gap) {
    long[] times = {0, 60, 120, 120 + gap};
    return series(times, new float[] {1, 2, 3, 4}, "a");
  }

  /** Rows that jitter, repeat their time, and have gaps short and long. */
  private static SeriesData random(long seed) {
    Random random = new Random(seed);
    long[] gaps = {0, 20, 60, 60, 60, 60, 60, 60, 75, 100, 180, 600, 5000};
    long[] times = new long[60];
    float[] values = new float[times.length];
    for (int row = 0; row < times.length; row++) {
      times[row] = row == 0 ? 0 : times[row - 1] + gaps[random.nextInt(gaps.length)];
      values[row] = row;
    }
    return series(times, values, "a");
  }

  /** A series whose covariate is its target with the other sign. */
  private static SeriesData series(long[] times, float[] target, String id) {
    float[] covariate = new float[target.length];
    for (int row = 0; row < covariate.length; row++) {
      covariate[row] = -target[row];
    }
    return new SeriesData(new SeriesId(id), times, new float[][] {target, covariate});
  }

  private static long[] times(SeriesData data) {
    return IntStream.range(0, data.length()).mapToLong(data::time).toArray();
  }

  private static float[] channel(SeriesData data, int channel) {
    float[] values = new float[data.length()];
    for (int row = 0; row < values.length; row++) {
      values[row] = data.value(channel, row);
    }
    return values;
  }
}
