package dev.foretick.stream.inference;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.model.forecaster.QuantileForecasts;
import dev.foretick.stream.state.Arrival;
import dev.foretick.stream.state.SeriesState;
import org.jspecify.annotations.Nullable;

/**
 * An observation that was appended, and the forecast that answers it once it is computed. Not every
 * observation is answered.
 */
public final class Reply {
  private final Arrival arrival;
  private final SeriesState series;
  private @Nullable Answer answer;

  /**
   * The forecast of one window.
   *
   * @param forecasts of the batch that the window was part of
   * @param row of the window in it
   * @param forecaster name of the forecaster that computed it
   */
  public record Answer(
      ForecastStatus status, String forecaster, QuantileForecasts forecasts, int row) {

    /** Shape [horizon, quantiles], in units of the target. */
    public float[] values() {
      int quantiles = forecasts.quantiles();
      float[] values = new float[forecasts.horizon() * quantiles];
      for (int step = 1; step <= forecasts.horizon(); step++) {
        System.arraycopy(
            forecasts.quantiles(row, step), 0, values, (step - 1) * quantiles, quantiles);
      }
      return values;
    }
  }

  public Reply(Arrival arrival, SeriesState series) {
    this.arrival = arrival;
    this.series = series;
  }

  public Arrival arrival() {
    return arrival;
  }

  public SeriesState series() {
    return series;
  }

  /** The forecast; null if the observation is not answered. */
  public @Nullable Answer answer() {
    return answer;
  }

  void answerWith(Answer computed) {
    answer = computed;
  }
}
