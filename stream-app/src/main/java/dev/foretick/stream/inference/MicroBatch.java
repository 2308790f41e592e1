package dev.foretick.stream.inference;

import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the due windows of one poll over all series, so that the runtime is called once for all
 * of them. The loop's thread owns it.
 */
public final class MicroBatch {
  /** Bytes of windows that are held at once; a poll with more takes several runtime calls. */
  private static final int MAX_BYTES = 64 << 20;

  private final SafeForecaster forecaster;
  private final WindowBatch windows;
  private final List<Reply> waiting = new ArrayList<>();
  private final boolean warmUp;

  /**
   * Allocates the batch.
   *
   * @param maxRecords the most records of one poll
   * @param warmUp whether a series whose window is not full is answered at all
   */
  public MicroBatch(WindowSpec window, int maxRecords, SafeForecaster forecaster, boolean warmUp) {
    long fitting = MAX_BYTES / ((long) window.windowLength() * Float.BYTES);
    this.windows = new WindowBatch(window, (int) Math.max(1, Math.min(maxRecords, fitting)));
    this.forecaster = forecaster;
    this.warmUp = warmUp;
  }

  /** Takes in the window of a reply's series as it stands now. */
  public void add(Reply reply) {
    SlidingWindow window = reply.series().window();
    if (window.isFull()) {
      if (windows.isFull()) {
        infer();
      }
      windows.add(window, reply.series().group());
      waiting.add(reply);
    } else if (warmUp) {
      reply.answerWith(forecaster.warmUp(window));
    }
  }

  /** Computes the answers of all replies that wait for one. */
  public void infer() {
    if (!windows.isEmpty()) {
      Reply.Answer[] answers = forecaster.forecast(windows);
      for (int row = 0; row < answers.length; row++) {
        waiting.get(row).answerWith(answers[row]);
      }
      windows.clear();
      waiting.clear();
    }
  }
}
