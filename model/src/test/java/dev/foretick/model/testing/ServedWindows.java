package dev.foretick.model.testing;

import dev.foretick.common.window.Window;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;

/** One rising window, made without anything that trains or exports. */
public final class ServedWindows {
  private ServedWindows() {}

  public static WindowBatch of(WindowSpec spec) {
    float[] values = new float[spec.windowLength()];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1000 + i % 7;
    }
    WindowBatch batch = new WindowBatch(spec, 1);
    batch.add(new Window(spec.channels(), 0, values));
    return batch;
  }
}
