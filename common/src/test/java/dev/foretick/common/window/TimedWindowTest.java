package dev.foretick.common.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimedWindowTest {
  private record Row(long time, float[] values) {}

  @ParameterizedTest
  @EnumSource
  void insert_anyShapeAndOrder_agreesWithASortedListThatDropsItsHead(DuplicateRule rule) {
    Random random = new Random(61);
    for (int round = 0; round < 300; round++) {
      WindowSpec spec = new WindowSpec(1 + random.nextInt(9), 1, 1 + random.nextInt(3));
      SlidingWindow window = SlidingWindow.withTimes(spec);
      List<Row> model = new ArrayList<>();
      int spread = 1 + random.nextInt(12);
      for (int i = random.nextInt(5 * spec.inputSize()); i >= 0; i--) {
        Row row = new Row(-i / 2 + random.nextInt(spread), randomValues(random, spec.channels()));
        assertThat(window.insert(row.values(), row.time(), rule))
            .isEqualTo(placed(model, row, rule, spec.inputSize()));
        assertSame(window, model);
        if (random.nextInt(4) == 0) {
          SlidingWindow copy = SlidingWindow.withTimes(spec);
          copy.insert(row.values(), 77, rule);
          window = restored(window, copy);
          assertSame(window, model);
        }
      }
    }
  }

  @Test
  void insert_timesThatRise_isTheSameAsAppend() {
    WindowSpec spec = new WindowSpec(3, 1, 2);
    SlidingWindow inserted = SlidingWindow.withTimes(spec);
    SlidingWindow appended = new SlidingWindow(spec);
    for (int i = 0; i < 8; i++) {
      float[] row = {i, -i};
      assertThat(inserted.insert(row, i, DuplicateRule.FIRST)).isEqualTo(Placement.APPENDED);
      appended.append(row, i);
      assertThat(inserted.lastTime()).isEqualTo(appended.lastTime());
    }
    assertThat(inserted.snapshot()).isEqualTo(appended.snapshot());
  }

  @Test
  void append_olderThanTheNewest_isRefusedAndChangesNothing() {
    SlidingWindow window = SlidingWindow.withTimes(new WindowSpec(2, 1, 1));
    window.append(new float[] {1}, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.append(new float[] {2}, 9))
        .withMessage("time: 9 (expected: >= 10)");
    assertThat(window.size()).isOne();
    window.append(new float[] {3}, 10);
    assertThat(window.time(1)).isEqualTo(10);
  }

  @Test
  void insert_wrongNumberOfChannels_isRefused() {
    SlidingWindow window = SlidingWindow.withTimes(new WindowSpec(2, 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.insert(new float[] {2}, 9, DuplicateRule.KEEP))
        .withMessage("channels: 1 (expected: 2)");
    assertThat(window.size()).isZero();
  }

  @Test
  void times_ofAWindowWithoutTimes_areRefused() {
    SlidingWindow window = new SlidingWindow(new WindowSpec(2, 1, 1));
    window.append(new float[] {1}, 10);
    window.append(new float[] {2}, 9);
    assertThat(window.hasTimes()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> window.time(0))
        .withMessage("window has no times (expected: one made with times)");
    assertThatIllegalStateException()
        .isThrownBy(() -> window.insert(new float[] {1}, 11, DuplicateRule.KEEP));
    assertThatIllegalStateException().isThrownBy(() -> window.copyTimesTo(LongBuffer.allocate(2)));
  }

  @Test
  void restore_windowsWithoutTimes_keepTheNewestTime() {
    WindowSpec spec = new WindowSpec(3, 1, 2);
    FloatBuffer values = FloatBuffer.wrap(new float[] {0, 1, 2, 5, 6}).position(1);
    SlidingWindow plain = new SlidingWindow(spec);
    plain.restore(2, values, 70);
    assertThat(plain.lastTime()).isEqualTo(70);
    assertThat(plain.lastTarget()).isEqualTo(2);
    assertThat(values.hasRemaining()).isFalse();

    SlidingWindow fromTimes = new SlidingWindow(spec);
    LongBuffer times = LongBuffer.wrap(new long[] {60, 70});
    fromTimes.restore(2, values.position(1), times);
    assertThat(fromTimes.lastTime()).isEqualTo(70);
    assertThat(times.hasRemaining()).isFalse();

    plain.append(new float[] {3, 7}, 80);
    assertThat(plain.snapshot()).isEqualTo(new Window(2, 80, new float[] {1, 2, 3, 5, 6, 7}));
    plain.restore(0, values, 90);
    assertThat(plain.lastTime()).isEqualTo(Long.MIN_VALUE);
    assertThatIllegalStateException()
        .isThrownBy(() -> SlidingWindow.withTimes(spec).restore(2, values.position(1), 70))
        .withMessage("window has times (expected: those of the copy, too)");
  }

  @Test
  void restore_whatDoesNotFit_isRefusedAndChangesNothing() {
    SlidingWindow window = SlidingWindow.withTimes(new WindowSpec(2, 1, 2));
    window.append(new float[] {1, 2}, 5);
    FloatBuffer values = FloatBuffer.allocate(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.restore(3, values, LongBuffer.allocate(3)))
        .withMessage("size: 3 (expected: 0 to 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.restore(-1, values, LongBuffer.allocate(3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.restore(2, FloatBuffer.allocate(3), LongBuffer.allocate(2)))
        .withMessage("values: 3 (expected: 4)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.restore(2, values, LongBuffer.allocate(1)))
        .withMessage("times: 1 (expected: 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.restore(2, values, LongBuffer.wrap(new long[] {4, 3})))
        .withMessage("time: 3 (expected: >= 4)");
    assertThat(window.size()).isOne();
    assertThat(window.time(0)).isEqualTo(5);
    assertThat(window.lastTarget()).isEqualTo(1);
  }

  private static Placement placed(List<Row> model, Row row, DuplicateRule rule, int inputSize) {
    int same = -1;
    int place = 0;
    for (int i = 0; i < model.size(); i++) {
      same = model.get(i).time() == row.time() ? i : same;
      place = model.get(i).time() <= row.time() ? i + 1 : place;
    }
    if (same >= 0 && rule == DuplicateRule.FIRST) {
      return Placement.IGNORED;
    }
    if (same >= 0 && rule == DuplicateRule.LAST) {
      model.set(same, row);
      return Placement.REPLACED;
    }
    boolean newest = place == model.size();
    model.add(place, row);
    if (model.size() > inputSize) {
      model.remove(0);
      place--;
    }
    return newest ? Placement.APPENDED : place < 0 ? Placement.TOO_OLD : Placement.INSERTED;
  }

  private static void assertSame(SlidingWindow window, List<Row> model) {
    int size = model.size();
    assertThat(window.size()).isEqualTo(size);
    assertThat(window.lastTime()).isEqualTo(model.get(size - 1).time());
    assertThat(window.lastTarget()).isEqualTo(model.get(size - 1).values()[0]);
    List<Long> times = new ArrayList<>(Collections.nCopies(size, 0L));
    float[] expected = new float[size * window.channels()];
    for (int i = 0; i < size; i++) {
      times.set(i, window.time(i));
      for (int channel = 0; channel < window.channels(); channel++) {
        expected[channel * size + i] = model.get(i).values()[channel];
      }
    }
    assertThat(times).isEqualTo(model.stream().map(Row::time).toList());
    float[] copied = new float[expected.length];
    window.copyTo(FloatBuffer.wrap(copied));
    assertThat(copied).isEqualTo(expected);
  }

  private static SlidingWindow restored(SlidingWindow window, SlidingWindow copy) {
    FloatBuffer values = FloatBuffer.allocate(1 + window.size() * window.channels()).position(1);
    LongBuffer times = LongBuffer.allocate(1 + window.size()).position(1);
    window.copyTo(values);
    window.copyTimesTo(times);
    copy.restore(window.size(), values.position(1), times.position(1));
    assertThat(values.hasRemaining() || times.hasRemaining()).isFalse();
    return copy;
  }

  private static float[] randomValues(Random random, int channels) {
    float[] values = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      values[channel] = random.nextFloat();
    }
    return values;
  }
}
