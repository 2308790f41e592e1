package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final int ROWS = 400;
  private static final String SMALL = " --horizon 3 --input-size 24 --hidden 4 --epochs 1";
  private static final List<String> FORECASTERS =
      List.of("cnn-lstm", "naive", "seasonal-naive", "ridge");

  @TempDir static Path directory;
  private static Path tall;
  private static Path wide;

  @BeforeAll
  static void writeData() throws IOException {
    tall = WavesCsv.tall(directory.resolve("tall.csv"), ROWS);
    wide = WavesCsv.wide(directory.resolve("wide.csv"), ROWS);
  }

  @Test
  void backtest_ofASmallFile_tellsFiguresAndVerdict() {
    CommandRun run = backtest("--windows 20");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Backtest on tall.csv")
        .contains("40 windows of 2 series, 3 steps of 1 h ahead, 2026-01-16 17:00 to 2026-01-17")
        .contains("MASE", "Winkler", "seasonal-naive (24)", "(adaptive)")
        .containsPattern("best\\s+naive\\s+forecast");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void backtest_asJson_hasEveryForecasterAndMeasure() throws IOException {
    Path page = directory.resolve("page.html");
    JsonNode json = json(backtest("--windows 20 --json --report", page));

    assertThat(json.at("/setup/windows").asInt()).isEqualTo(40);
    assertThat(json.at("/setup/seasonality").asInt()).isEqualTo(24);
    assertThat(names(json)).anyMatch(name -> name.endsWith("(adaptive)"));
    assertThat(names(json).get(0)).startsWith("cnn-lstm");
    assertThat(names(json)).containsAll(FORECASTERS.subList(1, FORECASTERS.size()));
    for (JsonNode forecaster : json.get("forecasters")) {
      assertThat(forecaster.get("owa").isNull()).isTrue();
      assertThat(forecaster.get("overall"))
          .hasSize(13)
          .allSatisfy(figure -> assertThat(figure.isNumber()).isTrue());
      assertThat(forecaster.get("by_steps")).hasSize(3);
      assertThat(forecaster.get("by_series")).hasSize(2);
    }
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("tall.csv", "<svg");
  }

  @Test
  void backtest_twice_differsInNothingButTime() throws JsonProcessingException {
    JsonNode first = json(backtest("--windows 6 --json"));
    JsonNode second = json(backtest("--windows 6 --json"));
    assertThat(withoutTime(second)).isEqualTo(withoutTime(first));
  }

  @Test
  void backtest_thatTrainsAnew_saysHowOften() throws JsonProcessingException {
    JsonNode json = json(backtest("--windows 6 --refit 3 --json"));
    assertThat(json.at("/setup/refit").asInt()).isEqualTo(3);
    assertThat(json.at("/forecasters/0/overall/count").asInt()).isEqualTo(2 * 6 * 3);
  }

  @Test
  void backtest_withACalendar_runs() throws JsonProcessingException {
    JsonNode plain = json(backtest("--windows 6 --json"));
    JsonNode told = json(backtest("--windows 6 --json --calendar hour-of-day"));
    assertThat(told.at("/forecasters/0/overall/mae"))
        .isNotEqualTo(plain.at("/forecasters/0/overall/mae"));
  }

  @Test
  void backtest_ofAllChannels_hasASeriesForEach() throws JsonProcessingException {
    CommandRun run =
        CommandRun.of(
            "backtest --time-field ts --channels all --windows 6 --json" + SMALL + " --data", wide);
    assertThat(json(run).get("series").toString()).isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void backtest_withoutInputSize_choosesWhatSuitsTheData() throws JsonProcessingException {
    CommandRun run =
        CommandRun.of(
            "backtest --time-field ts --target-field value --series-field series --horizon 3"
                + " --epochs 1 --hidden 4 --windows 6 --json --data",
            tall);
    assertThat(json(run).at("/setup/input_size").asInt()).isPositive();
    assertThat(json(run).at("/setup/seasonality").asInt()).isEqualTo(24);
  }

  @Test
  void backtest_ofDataWithoutTimes_tellsRows() throws IOException {
    Path page = directory.resolve("rows.html");
    CommandRun run =
        CommandRun.of(
            "backtest --channels a --windows 6"
                + SMALL
                + " --refit 3 --report %s --data".formatted(page),
            wide);

    assertThat(run.out()).contains("6 windows of 1 series, 3 steps ahead, rows 392 to 400:");
    assertThat(Files.readString(page))
        .contains("rows 392 to 400", " from row 392")
        .doesNotContain("1970");
  }

  @Test
  void backtest_underTheM4Protocol_showsOwaAndMsisFirst() throws IOException {
    Path train = WavesCsv.m4(directory.resolve("train.csv"), 0, 240);
    Path test = WavesCsv.m4(directory.resolve("test.csv"), 240, 246);
    String m4 =
        "backtest --protocol m4 --input-size 48 --hidden 4 --epochs 1 --season 24 --train %s --test %s"
            .formatted(train, test);

    CommandRun text = CommandRun.of(m4);
    assertThat(text.code()).isZero();
    assertThat(text.out()).contains("Backtest on train.csv, protocol m4");
    assertThat(text.out().lines().filter(line -> line.strip().startsWith("OWA")))
        .singleElement()
        .asString()
        .matches("\\s+OWA\\s+MSIS\\s+sMAPE\\s+MASE\\s+MAE.*");
    assertThat(text.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));

    JsonNode json = json(CommandRun.of(m4 + " --json"));
    assertThat(json.at("/setup/horizon").asInt()).isEqualTo(6);
    assertThat(json.at("/setup/levels").toString()).isEqualTo("[0.025,0.5,0.975]");
    for (JsonNode forecaster : json.get("forecasters")) {
      assertThat(forecaster.get("owa").asDouble()).isPositive();
      assertThat(forecaster.at("/overall/msis").asDouble()).isPositive();
    }
  }

  @Test
  void backtest_thatChecksForLeaks_saysWhatWasChecked() throws JsonProcessingException {
    JsonNode checked = json(backtest("--windows 6 --refit 3 --json --check-leaks"));
    JsonNode plain = json(backtest("--windows 6 --refit 3 --json"));

    // 3 windows of the first model and 1 of the second, 2 series, every forecaster.
    int forecasts = 2 * 4 * checked.get("forecasters").size();
    assertThat(checked.get("notes").get(checked.get("notes").size() - 1).asText())
        .contains("run 3 times", "All " + forecasts + " forecasts")
        .contains("nothing of the future reached a forecast");
    assertThat(checked.get("forecasters")).isEqualTo(plain.get("forecasters"));
  }

  private static CommandRun backtest(String options, Object... more) {
    String data =
        "backtest --time-field ts --target-field value --series-field series --data " + tall;
    return CommandRun.of(data + SMALL + " " + options, more);
  }

  private static JsonNode json(CommandRun run) throws JsonProcessingException {
    assertThat(run.err()).isEmpty();
    return new ObjectMapper().readTree(run.out());
  }

  private static List<String> names(JsonNode json) {
    return json.findValues("name").stream().map(JsonNode::asText).toList();
  }

  private static JsonNode withoutTime(JsonNode json) {
    ((ObjectNode) json.get("setup")).remove("training_seconds");
    return json;
  }
}
