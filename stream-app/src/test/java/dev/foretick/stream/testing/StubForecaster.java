package dev.foretick.stream.testing;

import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.forecaster.ForecastFailedException;
import dev.foretick.model.forecaster.Forecaster;
import java.util.ArrayList;
import java.util.List;

/**
 * Forecasts the last value plus 0.5 with a band of 1 around it, unless it was told to fail. The
 * last value 666 has no forecast.
 */
public final class StubForecaster implements Forecaster {
  public static final WindowSpec WINDOW = new WindowSpec(3, 2, 1);
  public static final QuantileLevels LEVELS = QuantileLevels.centralInterval(90);
  public static final float NO_FORECAST = 666;

  private final List<Integer> batches = new ArrayList<>();
  private int failures;
  private Throwable failure = new ForecastFailedException("told to");
  private int leftOut;
  private Runnable within = () -> {};
  private boolean closed;

  /** Fails on the next calls. */
  public void failNext(int calls) {
    failures = calls;
  }

  /** Fails on the next calls as no forecaster should. */
  public void failNext(int calls, Throwable with) {
    failures = calls;
    failure = with;
  }

  /** Leaves the last so many windows of each batch without an answer. */
  public void leaveOut(int windows) {
    leftOut = windows;
  }

  /** What happens within each call. */
  public void within(Runnable what) {
    within = what;
  }

  /** Windows of each call. */
  public List<Integer> batches() {
    return batches;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public String name() {
    return "stub";
  }

  @Override
  public WindowSpec windowSpec() {
    return WINDOW;
  }

  @Override
  public QuantileLevels levels() {
    return LEVELS;
  }

  @Override
  public void forecastInto(WindowBatch windows, float[] target, int from) {
    batches.add(windows.size());
    if (failures > 0) {
      failures--;
      throwAnything(failure);
    }
    within.run();
    for (int i = 0; i < (windows.size() - leftOut) * forecastLength(); i++) {
      float last = windows.lastTarget(i / forecastLength());
      target[from + i] = last == NO_FORECAST ? Float.NaN : last + 0.5f + (i % LEVELS.count() - 1);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void throwAnything(Throwable failure) throws T {
    throw (T) failure;
  }
}
