package dev.foretick.stream.tail;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.FlatForecastStep;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.stream.terminal.Terminal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One line for each forecast: its first step and its last, whether it came as one message or as one
 * for each step. One thread owns it.
 */
public final class ForecastLines implements TailLines {
  /** What a whole line takes of a terminal. */
  public static final int COLUMNS = 132;

  private static final String GAP = "  ";
  private static final String INTERVAL = Columns.left("      interval", Columns.INTERVAL);

  private final Terminal terminal;
  private final boolean narrow;
  private final ForecastDecoder decoder = new ForecastDecoder();
  private final GrowingColumn times = new GrowingColumn(Columns.TIME);
  private final GrowingColumn names = new GrowingColumn(Columns.SERIES);
  private boolean flat;

  /** The first steps of flat forecasts whose last has not come; the newest of each series. */
  private final Map<SeriesId, FlatForecastStep> begun = new HashMap<>();

  /**
   * Prepares.
   *
   * @param narrow whether only the next step has room
   */
  public ForecastLines(Terminal terminal, boolean narrow) {
    this.terminal = terminal;
    this.narrow = narrow;
  }

  @Override
  public Optional<String> header() {
    return Optional.of(
        terminal.bold(
            row(
                times.cell("cutoff (UTC)"),
                names.cell("series"),
                Columns.right("next", Columns.NUMBER),
                INTERVAL,
                Columns.right("last step", Columns.NUMBER),
                INTERVAL,
                "h ",
                "status",
                "model")));
  }

  @Override
  public Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      throw new MalformedRecordException("value", "null", "a forecast");
    }
    return flat ? flatOrNested(record.value()) : nestedOrFlat(record.value());
  }

  private Optional<String> nestedOrFlat(byte[] value) {
    try {
      return Optional.of(nested(decoder.decode(value)));
    } catch (MalformedRecordException asNested) {
      try {
        Optional<String> line = step(decoder.decodeFlat(value));
        flat = true;
        return line;
      } catch (MalformedRecordException asFlat) {
        throw asNested;
      }
    }
  }

  private Optional<String> flatOrNested(byte[] value) {
    try {
      return step(decoder.decodeFlat(value));
    } catch (MalformedRecordException asFlat) {
      try {
        String line = nested(decoder.decode(value));
        flat = false;
        return Optional.of(line);
      } catch (MalformedRecordException asNested) {
        throw asFlat;
      }
    }
  }

  private String nested(Forecast forecast) {
    ForecastStep first = forecast.steps().get(0);
    ForecastStep last = forecast.steps().get(forecast.horizon() - 1);
    return text(
        forecast.series(),
        forecast.cutoff(),
        first.yhat(),
        Columns.interval(first.lower(), first.upper()),
        last.yhat(),
        Columns.interval(last.lower(), last.upper()),
        forecast.horizon(),
        forecast.status(),
        forecast.modelUsed());
  }

  /** A forecast whose first step was not seen, as at the start of the tail, gives no line. */
  private Optional<String> step(FlatForecastStep step) {
    if (step.step() == 1) {
      begun.put(step.series(), step);
    }
    @Nullable FlatForecastStep first = begun.get(step.series());
    if (step.step() < step.horizon()
        || first == null
        || !first.forecastId().equals(step.forecastId())) {
      return Optional.empty();
    }
    begun.remove(step.series());
    return Optional.of(
        text(
            step.series(),
            step.cutoff(),
            first.yhat(),
            Columns.interval(first.lower(), first.upper()),
            step.yhat(),
            Columns.interval(step.lower(), step.upper()),
            step.horizon(),
            step.status(),
            step.modelUsed()));
  }

  private String text(
      SeriesId series,
      Instant cutoff,
      float next,
      String nextInterval,
      float last,
      String lastInterval,
      int horizon,
      ForecastStatus status,
      String model) {
    return row(
        terminal.dim(times.cell(Columns.time(cutoff))),
        names.cell(series.value()),
        terminal.cyan(Columns.number(next)),
        nextInterval,
        terminal.cyan(Columns.number(last)),
        lastInterval,
        Columns.left(Integer.toString(horizon), 2),
        status(status),
        terminal.dim(model.replaceAll("\\p{C}", "?")));
  }

  private String row(
      String time,
      String series,
      String next,
      String nextInterval,
      String last,
      String lastInterval,
      String horizon,
      String status,
      String model) {
    return narrow
        ? String.join(GAP, time, series, next, nextInterval, status)
        : String.join(
            GAP, time, series, next, nextInterval, last, lastInterval, horizon, status, model);
  }

  private String status(ForecastStatus status) {
    return switch (status) {
      case OK -> terminal.green(status.wireName());
      case WARMUP -> terminal.yellow(status.wireName());
      case FALLBACK -> terminal.red(status.wireName());
    };
  }
}
