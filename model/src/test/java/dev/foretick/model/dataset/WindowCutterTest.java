package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowCutterTest {
  private static final WindowSpec SPEC = new WindowSpec(3, 2, 2);

  @Test
  void cut_anyOrder_holdsTheRowsBeforeTheCutoff() {
    List<SeriesData> series = List.of(twoChannels("a", 0), twoChannels("b", 1_000));
    List<WindowPosition> positions = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      positions.add(new WindowPosition(random.nextInt(2), 3 + random.nextInt(16)));
    }
    WindowBatch batch = new WindowBatch(SPEC, positions.size());
    WindowCutter cutter = new WindowCutter(series, SPEC);

    cutter.cut(positions, batch);

    assertThat(batch.size()).isEqualTo(positions.size());
    for (int row = 0; row < batch.size(); row++) {
      float start = 1_000 * positions.get(row).series() + positions.get(row).cutoff() - 3;
      float[] window = new float[6];
      batch.values().position(row * 6).get(window);
      assertThat(window)
          .containsExactly(start, start + 1, start + 2, -start, -start - 1, -start - 2);
    }
  }

  @Test
  void targets_areTheRowsFromTheCutoff() {
    WindowCutter cutter = new WindowCutter(List.of(twoChannels("a", 0)), SPEC);

    float[] targets = cutter.targets(List.of(new WindowPosition(0, 3), new WindowPosition(0, 10)));

    assertThat(targets).containsExactly(3, 4, 10, 11);
  }

  private static SeriesData twoChannels(String id, int from) {
    float[][] channels = new float[2][20];
    for (int row = 0; row < 20; row++) {
      channels[0][row] = from + row;
      channels[1][row] = -channels[0][row];
    }
    return SyntheticSeries.of(id, channels);
  }
}
