package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestOptionsTest {
  @TempDir static Path directory;
  private static Path data;
  private static Path tall;
  private static Path bundle;

  /** Of a file whose last rows the model has never seen. */
  @BeforeAll
  static void train() throws IOException {
    data = WavesCsv.wide(directory.resolve("data.csv"), 400);
    tall = oneSeriesOf(WavesCsv.wide(directory.resolve("wide.csv"), 400));
    bundle = directory.resolve("m.foretick");
    assertThat(
            CommandRun.of(
                    "train --time-field ts --channels all --horizon 3 --input-size 24 --hidden 4"
                        + " --epochs 1 --data "
                        + data
                        + " --out",
                    bundle)
                .code())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--target-field a --horizon 3 | missing: --data",
        "DATA --target-field a | missing: --horizon, or --model",
        "DATA --horizon 3 | --target-field, --channels: none (expected: one of them)",
        "DATA --horizon 3 --target-field a --channels b | --target-field, --channels: both (expected: one of them)",
        "DATA --horizon 3 --channels all --series-field b | --channels: with --series-field or --covariate-fields",
        "DATA --horizon 3 --channels all --windows 3 --test-fraction 0.1 | --windows: with --test-fraction (expected: one or the other)",
        "DATA --horizon 3 --channels all --windows 0 | windows: 0 (expected: >= 1)",
        "DATA --horizon 3 --channels all --test-fraction 1 | test-fraction: 1.0 (expected: above 0, below 1)",
        "DATA --horizon 3 --channels all --step-size 0 | step-size: 0 (expected: >= 1)",
        "DATA --horizon 3 --channels all --refit -1 | refit: -1 (expected: >= 0)",
        "DATA --horizon 3 --channels all --protocol ltsf-custom --windows 3 | --protocol: ltsf-custom with --windows",
        "DATA --horizon 3 --channels all --protocol m5 | m5 (expected: one of own, ltsf-ett-hourly, ltsf-ett-minute, ltsf-custom, m4)",
        "DATA --horizon 3 --channels all --protocol m4 | --train, --test, --season: missing with --protocol m4",
        "DATA --horizon 3 --channels all --season 24 | --train, --test, --season: without --protocol m4",
        "--protocol m4 --season 24 | --protocol: m4 without --train, --test or --season (expected: all three)",
        "DATA --horizon 3 --channels all --calendar moon-phase | moon-phase (expected: one of minute-of-hour, hour-of-day, day-of-week, day-of-year)",
        "DATA --horizon 3 --channels all --input-size 24 --time-limit 5s --check-leaks | --check-leaks: with --time-limit",
        "DATA --horizon 3 --channels all --report /no/such/directory/p.html | --report: /no/such/directory/p.html (expected: a file name in a writable directory)",
        "DATA TIME --channels all MODEL --horizon 4 | --horizon: 4 (expected: 3, the model's)",
        "DATA TIME --channels all MODEL --input-size 48 | --input-size: 48 (expected: 24, the model's)",
        "DATA TIME --channels all MODEL --refit 3 | --refit: with --model (expected: without",
        "DATA TIME --target-field a MODEL | --target-field: 'a', of a model that has a series for each column (expected: --channels 'a')",
        "TALL TIME --target-field value MODEL | series: 'tall', named after the file (expected: series of the model, such as a, b; --channels or --series-field as for training)",
        "DATA TIME --channels all MODEL --calendar hour-of-day | data: 3 channels (expected: 1",
      })
  void backtest_withOptionsThatCannotBe_saysWhatWasExpected(String options, String message) {
    String line =
        options
            .replace("DATA", "--data " + data)
            .replace("TALL", "--data " + tall)
            .replace("TIME", "--time-field ts")
            .replace("MODEL", "--model " + bundle);
    CommandRun run = CommandRun.of("backtest " + line);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err())
        .startsWith("foretick backtest: ")
        .contains(message, "Try 'foretick backtest --help'.");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--horizon 3 --input-size 24 --windows 500 | longest of 2 series: 0 rows",
        "--horizon 3 --input-size 400 | test: no window (expected: series of at least input-size 400 + horizon 3 rows",
        "--horizon 90 | test: no window (expected: series of at least input-size 1 + horizon 90 rows",
        "--horizon 90 --input-size 24 | test: no window (expected: series of at least",
      })
  void backtest_ofTooFewRows_saysHowManyItTakes(String options, String message) {
    CommandRun run =
        CommandRun.of("backtest --time-field ts --channels all " + options + " --data", data);
    assertThat(run.err()).startsWith("foretick backtest: " + message);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void backtest_ofAFileWithAHole_isNoQuestionOfUsage() throws IOException {
    Path holes =
        Files.writeString(directory.resolve("holes.csv"), "ts,a\n2026-01-01,1\n2026-01-02,\n");
    CommandRun run =
        CommandRun.of("backtest --time-field ts --target-field a --horizon 1 --data", holes);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("foretick backtest: " + holes + ":3: a is ''");
  }

  @Test
  void backtest_ofABundle_testsItAsItIs() {
    CommandRun run =
        CommandRun.of(
            "backtest --time-field ts --channels all --model %s --data".formatted(bundle), data);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Backtest on data.csv", "cnn-lstm", "3 steps of 1 h ahead");
  }

  @Test
  void backtest_ofABundleThatHasLearntFromTheTest_isRefused() {
    CommandRun run =
        CommandRun.of(
            "backtest --time-field ts --channels all --test-fraction 0.5 --model %s --data"
                .formatted(bundle),
            data);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("foretick backtest: the model has learnt from data up to 2026-01-14T07:00:00Z")
        .contains("but the first forecast is of 2026-01-");
  }

  @Test
  void inspect_ofABundle_saysWhatItsForecastsAreMadeOf() {
    CommandRun run = CommandRun.of("inspect", bundle);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("learnt up to 2026-01-14 07:00 UTC", "middle       median");
  }

  @Test
  void backtest_ofABundleOnASeriesItDoesNotKnow_warns() throws IOException {
    Path renamed = directory.resolve("renamed.csv");
    Files.writeString(renamed, Files.readString(data).replace("ts,a,b", "ts,c,d"));
    CommandRun run =
        CommandRun.of(
            "backtest --time-field ts --channels c --model %s --data".formatted(bundle), renamed);
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .startsWith("warning: no series is one that the model has a group for, such as a, b");
  }

  @Test
  void backtest_ofABundleOnOneOfItsSeries_tellsWhatItDoesOnAll() throws IOException {
    String line = "backtest --time-field ts --json --model %s --channels ".formatted(bundle);
    CommandRun one = CommandRun.of(line + "b --data", data);
    CommandRun all = CommandRun.of(line + "all --data", data);
    assertThat(one.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(one.out()).at("/forecasters/0/by_series/0"))
        .isNotEmpty()
        .isEqualTo(new ObjectMapper().readTree(all.out()).at("/forecasters/0/by_series/1"));
  }

  private static Path oneSeriesOf(Path wide) throws IOException {
    String text = Files.readString(wide).replace("ts,a,b", "ts,value,b");
    return Files.writeString(directory.resolve("tall.csv"), text);
  }
}
