package dev.foretick.common.wire;

import dev.foretick.common.series.Forecast;

/** Reads the forecasts that {@link ForecastEncoder} writes. Threads may share it. */
public final class ForecastDecoder {
  /**
   * Reads a nested message. Fields it does not know are skipped, so that later versions may add
   * some; what follows from other fields ({@code forecast_id}, {@code level}, {@code yhat}, …) is
   * not read.
   *
   * @throws MalformedRecordException if the message is not a forecast of this or an earlier schema
   */
  public Forecast decode(byte[] value) {
    return JsonMessage.read(value, new ForecastReader());
  }

  /**
   * Reads a flat message, one step of a forecast, as {@link #decode} does.
   *
   * @throws MalformedRecordException if the message is not such a step of this or an earlier schema
   */
  public FlatForecastStep decodeFlat(byte[] value) {
    return JsonMessage.read(value, new FlatForecastReader());
  }
}
