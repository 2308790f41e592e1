package dev.foretick.stream.inference;

import dev.foretick.common.window.SlidingWindow;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.state.SeriesState;

/**
 * Collects the due windows of one poll over all series, so that the runtime is called once for all
 * of them. The loop's thread owns it.
 */
public final class MicroBatch {
  /** Bytes of windows that are held at once; a poll with more takes several runtime calls. */
  private static final int MAX_BYTES = 64 << 20;

  private SafeForecaster forecaster;
  private final WindowBatch windows;

  /** Which arrival each window of the batch answers. */
  private final int[] arrivals;

  private final Answers answers;
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
    this.arrivals = new int[windows.capacity()];
    this.answers = new Answers(forecaster.forecastLength());
    this.forecaster = forecaster;
    this.warmUp = warmUp;
  }

  /**
   * Forecasts from the next batch on with another model.
   *
   * @param next of the same windows, horizon and quantiles
   */
  public void use(SafeForecaster next) {
    if (next.forecastLength() != answers.length()) {
      throw new IllegalArgumentException(
          "forecast: %d values (expected: %d)".formatted(next.forecastLength(), answers.length()));
    }
    forecaster = next;
  }

  /** Starts the batch of a poll with so many observations. */
  public void clear(int count) {
    windows.clear();
    answers.clear(count);
  }

  /** Makes the batch one of more observations, this being the last of them. */
  public void expect(int arrival) {
    answers.expect(arrival);
  }

  /** Takes in the window of a series as it stands now, after the arrival that is to be answered. */
  public void add(int arrival, SeriesState series) {
    SlidingWindow window = series.window();
    if (window.isFull()) {
      if (windows.isFull()) {
        infer();
      }
      arrivals[windows.size()] = arrival;
      windows.add(window, series.group());
    } else if (warmUp) {
      forecaster.warmUp(window, arrival, answers);
    }
  }

  /** Computes the answers that are still due. */
  public void infer() {
    if (!windows.isEmpty()) {
      forecaster.forecast(windows, arrivals, answers);
      windows.clear();
    }
  }

  /** The answers of the poll, complete after {@link #infer}. */
  public Answers answers() {
    return answers;
  }
}
