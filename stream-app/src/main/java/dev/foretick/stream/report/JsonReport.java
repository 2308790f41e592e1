package dev.foretick.stream.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import dev.foretick.model.backtest.Sample;
import java.util.List;

/**
 * A backtest as JSON for machines: names in snake case, times and durations in ISO 8601, shares
 * from 0 to 1, {@code null} for what is not defined, everything in a fixed order.
 */
public final class JsonReport {
  /** Changes with any field that is taken away or means something else, not with a new one. */
  private static final int SCHEMA_VERSION = 1;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The same bytes on every platform. */
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private JsonReport() {}

  /** The whole document, with a line feed at its end. */
  public static String render(BacktestReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("schema_version", SCHEMA_VERSION);
    setup(json.putObject("setup"), report.setup());
    ArrayNode series = json.putArray("series");
    report.series().forEach(series::add);
    ArrayNode forecasters = json.putArray("forecasters");
    report.forecasters().forEach(scores -> forecaster(forecasters.addObject(), scores, report));
    ArrayNode samples = json.putArray("samples");
    report.samples().forEach(sample -> sample(samples.addObject(), sample));
    ArrayNode notes = json.putArray("notes");
    report.notes().forEach(notes::add);
    try {
      return MAPPER.writer(PRINTER).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void setup(ObjectNode json, BacktestSetup setup) {
    json.put("data", setup.data());
    json.put("filled_rows", setup.filledRows());
    json.put("protocol", setup.protocol().isEmpty() ? null : setup.protocol());
    json.put("input_size", setup.inputSize());
    json.put("horizon", setup.horizon());
    json.put("step_size", setup.stepSize());
    json.put("windows", setup.windows());
    json.put("refit", setup.refit());
    json.put("seasonality", setup.seasonality());
    ArrayNode levels = json.putArray("levels");
    setup.levels().forEach(levels::add);
    json.put("frequency", setup.frequency().toString());
    json.put("from", setup.from().toString());
    json.put("to", setup.to().toString());
    number(json, "training_seconds", setup.trainingSeconds());
  }

  private static void forecaster(ObjectNode json, ForecasterScores scores, BacktestReport report) {
    json.put("name", scores.name());
    json.put("naive", scores.naive());
    number(json, "owa", scores.owa());
    measures(json.putObject("overall"), scores.overall());
    ArrayNode steps = json.putArray("by_steps");
    for (int i = 0; i < scores.bySteps().size(); i++) {
      measures(steps.addObject().put("step", i + 1), scores.bySteps().get(i));
    }
    ArrayNode series = json.putArray("by_series");
    for (int i = 0; i < scores.bySeries().size(); i++) {
      ObjectNode entry = series.addObject().put("series", report.series().get(i));
      measures(entry, scores.bySeries().get(i));
    }
  }

  private static void measures(ObjectNode json, Measures measures) {
    json.put("count", measures.count());
    number(json, "mae", measures.mae());
    number(json, "rmse", measures.rmse());
    number(json, "mse", measures.mse());
    number(json, "mase", measures.mase());
    number(json, "smape", measures.smape());
    number(json, "pinball", measures.pinball());
    number(json, "crps", measures.crps());
    number(json, "coverage", measures.coverage());
    number(json, "winkler", measures.winkler());
    number(json, "msis", measures.msis());
    json.put("unscaled", measures.unscaled());
    number(json, "skill", measures.skill());
  }

  private static void sample(ObjectNode json, Sample sample) {
    json.put("series", sample.series());
    json.put("cutoff", sample.cutoff().toString());
    numbers(json.putArray("past"), sample.past());
    numbers(json.putArray("actual"), sample.actual());
    ArrayNode times = json.putArray("times");
    sample.times().forEach(time -> times.add(time.toString()));
    ArrayNode quantiles = json.putArray("quantiles");
    sample.quantiles().forEach(step -> numbers(quantiles.addArray(), step));
    numbers(json.putArray("naive"), sample.naive());
  }

  /** JSON has no NaN and no infinity. */
  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  private static void numbers(ArrayNode json, List<Float> values) {
    for (float value : values) {
      if (Float.isFinite(value)) {
        json.add(value);
      } else {
        json.addNull();
      }
    }
  }
}
