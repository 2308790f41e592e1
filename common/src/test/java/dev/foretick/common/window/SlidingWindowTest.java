package dev.foretick.common.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
  @Test
  void append_anyShapeAndLength_agreesWithAListThatDropsItsHead() {
    Random random = new Random(51);
    for (int round = 0; round < 300; round++) {
      WindowSpec spec = new WindowSpec(1 + random.nextInt(9), 1, 1 + random.nextInt(4));
      SlidingWindow window = new SlidingWindow(spec);
      List<float[]> model = new ArrayList<>();
      for (int i = random.nextInt(4 * spec.inputSize()); i >= 0; i--) {
        float[] row = new float[spec.channels()];
        for (int channel = 0; channel < row.length; channel++) {
          row[channel] = random.nextFloat();
        }
        window.append(row, i);
        model.add(row);
        if (model.size() > spec.inputSize()) {
          model.remove(0);
        }
        assertThat(window.size()).isEqualTo(model.size());
        assertThat(window.isFull()).isEqualTo(model.size() == spec.inputSize());
        assertThat(window.lastTime()).isEqualTo(i);
        assertThat(window.lastTarget()).isEqualTo(row[0]);
        assertThat(copied(window, random.nextInt(5))).isEqualTo(expected(model, spec.channels()));
      }
    }
  }

  @Test
  void snapshot_severalChannels_holdsOneAfterTheOther() {
    SlidingWindow window = new SlidingWindow(new WindowSpec(2, 1, 2));
    window.append(new float[] {1, 5}, 7);
    window.append(new float[] {2, 6}, 8);
    assertThat(window.snapshot()).isEqualTo(new Window(2, 8, new float[] {1, 2, 5, 6}));
  }

  @Test
  void append_wrongNumberOfChannels_isRefusedAndChangesNothing() {
    SlidingWindow window = new SlidingWindow(new WindowSpec(3, 1, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window.append(new float[] {1}, 0))
        .withMessage("channels: 1 (expected: 2)");
    assertThatIllegalArgumentException().isThrownBy(() -> window.append(new float[] {1, 2, 3}, 0));
    assertThat(window.size()).isZero();
  }

  @Test
  void snapshot_laterAppends_doNotChangeIt() {
    SlidingWindow window = new SlidingWindow(new WindowSpec(2, 1, 1));
    window.append(new float[] {1}, 1);
    window.append(new float[] {2}, 2);
    Window snapshot = window.snapshot();
    window.append(new float[] {3}, 3);

    assertThat(snapshot.values()).containsExactly(1, 2);
    assertThat(snapshot.value(0, 1)).isEqualTo(2);
    assertThat(window.snapshot().values()).containsExactly(2, 3);
  }

  @Test
  void clear_usedWindow_isAsNew() {
    SlidingWindow window = new SlidingWindow(new WindowSpec(2, 1, 1));
    for (int i = 0; i < 3; i++) {
      window.append(new float[] {i}, i);
    }
    window.clear();

    assertThat(window.size()).isZero();
    assertThat(window.lastTime()).isEqualTo(Long.MIN_VALUE);
    assertThatIllegalStateException()
        .isThrownBy(window::lastTarget)
        .withMessage("window is empty (expected: at least 1 observation)");
    assertThatIllegalStateException()
        .isThrownBy(window::snapshot)
        .withMessage("window holds 0 observations (expected: 2)");
    window.append(new float[] {9}, 9);
    assertThat(copied(window, 0)).containsExactly(9);
  }

  @Test
  void spec_sizesOutOfBounds_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowSpec(0, 1, 1))
        .withMessage("input-size: 0 (expected: 1 to 100000)");
    assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec(1, 10_001, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new WindowSpec(1, 1, -1));
    assertThat(new WindowSpec(100_000, 10_000, 1_000).windowLength()).isEqualTo(100_000_000);
  }

  /** What copyTo puts into a direct buffer at an offset, having left the rest alone. */
  private static float[] copied(SlidingWindow window, int offset) {
    int length = window.size() * window.channels();
    FloatBuffer buffer =
        ByteBuffer.allocateDirect((offset + length + 3) * Float.BYTES).asFloatBuffer();
    buffer.position(offset);
    window.copyTo(buffer);
    assertThat(buffer.position()).isEqualTo(offset + length);
    float[] all = new float[buffer.capacity()];
    buffer.clear().get(all);
    float[] result = new float[length];
    System.arraycopy(all, offset, result, 0, length);
    for (int i = 0; i < all.length; i++) {
      assertThat((i >= offset && i < offset + length) || all[i] == 0).isTrue();
    }
    return result;
  }

  private static float[] expected(List<float[]> model, int channels) {
    float[] result = new float[model.size() * channels];
    int next = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (float[] row : model) {
        result[next++] = row[channel];
      }
    }
    return result;
  }
}
