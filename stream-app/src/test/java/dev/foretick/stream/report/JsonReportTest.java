package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private final BacktestReport report = new SyntheticReport(1).protocol("ETTh1").build();

  @Test
  void render_report_hasFieldsInOrder() throws JsonProcessingException {
    JsonNode json = tree(report);

    assertThat(names(json))
        .containsExactly("schema_version", "setup", "series", "forecasters", "samples", "notes");
    assertThat(json.get("schema_version").asInt()).isEqualTo(1);
    assertThat(names(json.at("/forecasters/0/overall")))
        .containsExactly(
            "count",
            "mae",
            "rmse",
            "mse",
            "mase",
            "smape",
            "pinball",
            "crps",
            "coverage",
            "winkler",
            "msis",
            "unscaled",
            "skill");
  }

  @Test
  void render_setup_isComplete() throws JsonProcessingException {
    JsonNode setup = tree(report).get("setup");

    assertThat(setup.toString())
        .isEqualTo(
            "{\"data\":\"sensors.csv\",\"filled_rows\":0,\"protocol\":\"ETTh1\",\"input_size\":96,\"horizon\":24,"
                + "\"step_size\":6,\"windows\":360,\"refit\":30,\"seasonality\":24,"
                + "\"levels\":[0.05,0.25,0.5,0.75,0.95],\"frequency\":\"PT1H\","
                + "\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-04-01T00:00:00Z\","
                + "\"training_seconds\":73.4}");
  }

  @Test
  void render_forecasters_haveEveryFigure() throws JsonProcessingException {
    JsonNode json = tree(report).get("forecasters");

    assertThat(json).hasSize(report.forecasters().size());
    for (int f = 0; f < json.size(); f++) {
      ForecasterScores scores = report.forecasters().get(f);
      assertThat(json.get(f).get("name").asText()).isEqualTo(scores.name());
      assertThat(json.get(f).get("naive").asBoolean()).isEqualTo(scores.naive());
      assertMeasures(json.get(f).get("overall"), scores.overall());
      for (int step = 0; step < 24; step++) {
        assertThat(json.get(f).at("/by_steps/" + step + "/step").asInt()).isEqualTo(step + 1);
        assertMeasures(json.get(f).at("/by_steps/" + step), scores.bySteps().get(step));
      }
      for (int series = 0; series < 3; series++) {
        assertMeasures(json.get(f).at("/by_series/" + series), scores.bySeries().get(series));
      }
    }
    assertThat(json.at("/0/by_series/1/series").asText()).isEqualTo("pump");
  }

  @Test
  void render_samples_haveEveryValue() throws JsonProcessingException {
    JsonNode sample = tree(report).at("/samples/1");

    assertThat(sample.get("cutoff").asText())
        .isEqualTo(report.samples().get(1).cutoff().toString());
    assertThat(floats(sample.get("past"))).isEqualTo(report.samples().get(1).past());
    assertThat(floats(sample.get("actual"))).isEqualTo(report.samples().get(1).actual());
    assertThat(floats(sample.get("naive"))).isEqualTo(report.samples().get(1).naive());
    assertThat(floats(sample.at("/quantiles/7")))
        .isEqualTo(report.samples().get(1).quantiles().get(7));
    assertThat(sample.get("times")).hasSize(24);
  }

  @Test
  void render_undefined_isNull() throws JsonProcessingException {
    JsonNode json = tree(new SyntheticReport(2).undefined().build());

    assertThat(json.at("/setup/protocol").isNull()).isTrue();
    assertThat(json.at("/forecasters/0/overall/mase").isNull()).isTrue();
    assertThat(json.at("/forecasters/0/by_series/0/skill").isNull()).isTrue();
  }

  @Test
  void render_competition_hasOwa() throws JsonProcessingException {
    JsonNode json = tree(new SyntheticReport(2).competition().build());

    assertThat(json.at("/forecasters/0/owa").asDouble()).isEqualTo(0.9 * 0.8);
    assertThat(tree(report).at("/forecasters/0/owa").isNull()).isTrue();
  }

  @Test
  void render_report_isIndentedWithLineFeeds() {
    assertThat(JsonReport.render(report))
        .startsWith("{\n  \"schema_version\" : 1,\n")
        .endsWith("}\n")
        .doesNotContain("\r");
  }

  private static void assertMeasures(JsonNode json, Measures measures) {
    assertThat(json.get("count").asInt()).isEqualTo(measures.count());
    assertThat(json.get("mae").asDouble()).isEqualTo(measures.mae());
    assertThat(json.get("rmse").asDouble()).isEqualTo(measures.rmse());
    assertThat(json.get("mse").asDouble()).isEqualTo(measures.mse());
    assertThat(json.get("mase").asDouble()).isEqualTo(measures.mase());
    assertThat(json.get("smape").asDouble()).isEqualTo(measures.smape());
    assertThat(json.get("pinball").asDouble()).isEqualTo(measures.pinball());
    assertThat(json.get("crps").asDouble()).isEqualTo(measures.crps());
    assertThat(json.get("coverage").asDouble()).isEqualTo(measures.coverage());
    assertThat(json.get("winkler").asDouble()).isEqualTo(measures.winkler());
    assertThat(json.get("msis").asDouble()).isEqualTo(measures.msis());
    assertThat(json.get("unscaled").asInt()).isEqualTo(measures.unscaled());
    assertThat(json.get("skill").asDouble()).isEqualTo(measures.skill());
  }

  private static JsonNode tree(BacktestReport report) throws JsonProcessingException {
    return new ObjectMapper().readTree(JsonReport.render(report));
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<Float> floats(JsonNode array) {
    List<Float> values = new ArrayList<>();
    array.forEach(value -> values.add((float) value.asDouble()));
    return values;
  }
}
