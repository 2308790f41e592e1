package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillGapsTest {
  private static final String SMALL =
      " --time-field ts --horizon 3 --input-size 24 --hidden 4 --epochs 1";

  @TempDir static Path directory;
  private static Path wide;

  /** 400 hours of two series; 2 hours are missing at one place, 10 at another, and a cell of b. */
  @BeforeAll
  static void writeData() throws IOException {
    List<String> lines =
        new ArrayList<>(Files.readAllLines(WavesCsv.wide(directory.resolve("whole.csv"), 400)));
    lines.set(300, lines.get(300).replaceFirst(",[^,]*$", ","));
    lines.subList(200, 210).clear();
    lines.subList(100, 102).clear();
    wide = Files.write(directory.resolve("wide.csv"), lines);
  }

  @Test
  void backtest_withShortGaps_saysHowManyRowsItPutIn() throws JsonProcessingException {
    assertThat(filledRows("--target-field a")).isZero();
    assertThat(filledRows("--target-field a --fill-gaps 3h")).isEqualTo(2);
    assertThat(filledRows("--target-field a --fill-gaps 2h")).isZero();
    assertThat(filledRows("--target-field a --fill-gaps 24h --calendar hour-of-day")).isEqualTo(12);
  }

  @Test
  void backtest_withHoles_fillsEachColumnByItself() throws JsonProcessingException {
    assertThat(filledRows("--channels all --missing previous --fill-gaps 3h")).isEqualTo(2 + 2);
    assertThat(filledRows("--channels all --missing drop --fill-gaps 3h")).isEqualTo(2 + 2 + 1);
  }

  @Test
  void backtest_thatPutsRowsIn_saysSoInTheReport() throws IOException {
    Path page = directory.resolve("page.html");
    CommandRun run = backtest("--target-field a --fill-gaps 3h --windows 6 --report", page);

    assertThat(run.out()).startsWith("Backtest on wide.csv, 2 rows put into gaps");
    assertThat(Files.readString(page)).contains("2, each with the values before its gap");
  }

  @Test
  void train_withShortGaps_learnsFromTheRowsPutIn() {
    Path bundle = directory.resolve("m.foretick");
    CommandRun run =
        CommandRun.of(
            "train --target-field a --fill-gaps 24h" + SMALL + " --data " + wide + " --out",
            bundle);

    assertThat(run.err()).isEmpty();
    // 0.2 of 400 rows test, in windows of 3 steps.
    assertThat(run.out()).contains("On the last 78 windows of 1 series");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--time-field ts --fill-gaps 30 | 30 (expected: a time such as 90s, 5m or 2h)",
        "--fill-gaps 30m | --fill-gaps: without times (expected: with --time-field)",
        "--time-field ts --fill-gaps 30m | --fill-gaps: 30 min, with rows every 1 h (expected: at least twice that)",
        "--time-field ts --fill-gaps 3h --protocol ltsf-custom | --fill-gaps: with --protocol ltsf-custom (expected: without",
        "--fill-gaps 3h --protocol m4 --season 24 --train a --test b | --fill-gaps: with --protocol m4 (expected: without",
      })
  void backtest_thatCannotFillGaps_saysWhatWasExpected(String options, String message) {
    CommandRun run =
        CommandRun.of("backtest --target-field a --horizon 3 " + options + " --data", wide);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).startsWith("foretick backtest: ").contains(message);
  }

  @Test
  void backtest_ofTicksWithLongPauses_isRefusedRatherThanBlownUp() throws IOException {
    Path ticks =
        Files.writeString(
            directory.resolve("ticks.csv"),
            "ts,a\n2026-01-01T10:00:00Z,1\n2026-01-01T10:00:00.001Z,2\n2026-01-01T11:00:00Z,3\n");
    CommandRun run =
        CommandRun.of("backtest --target-field a --fill-gaps 1h" + SMALL + " --data", ticks);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("foretick backtest: fill-gaps: more than 30 rows to put in, 3 are there");
  }

  private static int filledRows(String options) throws JsonProcessingException {
    CommandRun run = backtest(options + " --windows 6 --json");
    assertThat(run.err()).isEmpty();
    JsonNode json = new ObjectMapper().readTree(run.out());
    return json.at("/setup/filled_rows").asInt();
  }

  private static CommandRun backtest(String options, Object... more) {
    return CommandRun.of("backtest --data " + wide + SMALL + " " + options, more);
  }
}
