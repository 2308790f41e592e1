package dev.foretick.common.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class WindowBatchTest {
  private static final WindowSpec SPEC = new WindowSpec(2, 1, 2);

  @Test
  void add_windows_layThemRowAfterRow() {
    WindowBatch batch = new WindowBatch(SPEC, 3);
    SlidingWindow sliding = new SlidingWindow(SPEC);
    sliding.append(new float[] {0, 0}, 0);
    sliding.append(new float[] {1, 10}, 1);
    sliding.append(new float[] {2, 20}, 2);
    batch.add(sliding);
    batch.add(new Window(2, 5, new float[] {5, 6, 50, 60}));

    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.lastTarget(0)).isEqualTo(2);
    assertThat(batch.lastTarget(1)).isEqualTo(6);
    assertThat(contents(batch)).containsExactly(1, 2, 10, 20, 5, 6, 50, 60);
    assertThat(batch.values().isDirect()).isTrue();
    assertThat(batch.values().order()).isEqualTo(ByteOrder.nativeOrder());
  }

  @Test
  void clear_filledAgain_holdsOnlyTheNewRows() {
    WindowBatch batch = new WindowBatch(SPEC, 2);
    batch.add(window(1));
    batch.add(window(2));
    assertThat(batch.isFull()).isTrue();
    batch.clear();
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.values().remaining()).isZero();
    batch.add(window(3));

    assertThat(contents(batch)).containsExactly(3, 3, 3, 3);
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> batch.lastTarget(1));
  }

  @Test
  void add_whatDoesNotFit_isRefused() {
    WindowBatch batch = new WindowBatch(SPEC, 1);
    SlidingWindow half = new SlidingWindow(SPEC);
    half.append(new float[] {1, 2}, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.add(half))
        .withMessage("window holds 1 observations (expected: 2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch.add(new Window(1, 0, new float[] {1, 2})))
        .withMessageStartingWith("window: Window[channels=1, inputSize=2] (expected: ");
    batch.add(window(1));
    assertThatIllegalStateException()
        .isThrownBy(() -> batch.add(window(2)))
        .withMessage("batch is full at 1 windows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WindowBatch(SPEC, 0))
        .withMessage("capacity: 0 (expected: >= 1)");
  }

  @Test
  void add_slidingWindowOfAnotherShape_isRefused() {
    WindowBatch batch = new WindowBatch(SPEC, 2);
    SlidingWindow other = new SlidingWindow(new WindowSpec(1, 1, 1));
    other.append(new float[] {1}, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> batch.add(other));
    assertThat(batch.isEmpty()).isTrue();
  }

  private static Window window(float value) {
    return new Window(2, 0, new float[] {value, value, value, value});
  }

  private static float[] contents(WindowBatch batch) {
    FloatBuffer values = batch.values();
    float[] contents = new float[values.remaining()];
    values.get(contents);
    return contents;
  }
}
