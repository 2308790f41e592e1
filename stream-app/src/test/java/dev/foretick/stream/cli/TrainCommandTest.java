package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
  @TempDir Path directory;

  @Test
  void train_auto_choosesAndInspectShowsWhat() throws IOException {
    Path data = WavesCsv.tall(directory.resolve("tall.csv"), 400);
    Path bundle = directory.resolve("auto.foretick");
    CommandRun run =
        CommandRun.of(
            "train --auto --time-field ts --target-field value --series-field series --horizon 3"
                + " --epochs 1 --hidden 4 --calendar hour-of-day,day-of-week --point mean --out "
                + bundle
                + " --data",
            data);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("kept epoch 1 of 1", "seasonal-naive (24)", "Wrote " + bundle + " (cnn-lstm");
    assertThat(CommandRun.of("inspect", bundle).out())
        .contains("3 steps out, one every 1 h", "middle       mean", "lstm         4 hidden units")
        .contains("value, seen with hour-of-day of the calendar, day-of-week of the calendar");
  }

  @Test
  void train_ofAllChannels_hasASeriesForEachColumn() throws IOException {
    Path data = WavesCsv.wide(directory.resolve("wide.csv"), 400);
    Path bundle = directory.resolve("wide.foretick");
    CommandRun run =
        CommandRun.of(
            "train --time-field ts --channels all --horizon 3 --input-size 24 --hidden 4 --epochs 1"
                + " --out "
                + bundle
                + " --data",
            data);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("windows of 2 series, which training never saw");
    assertThat(CommandRun.of("inspect", bundle).out()).contains("target       value");
  }

  @Test
  void train_withoutTheSeriesField_warnsAndNamesIt() throws IOException {
    CommandRun run =
        CommandRun.of(
            "train --time-field ts --target-field value --horizon 3 --input-size 24 --hidden 4"
                + " --epochs 1 --out "
                + directory.resolve("one.foretick")
                + " --data",
            WavesCsv.tall(directory.resolve("tall.csv"), 400));

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .startsWith("warning: ")
        .contains("400 of 400 times stand in more than one row", "--series-field 'series'")
        .hasLineCount(1);
  }

  @Test
  void train_ofColumnsWhoseNamesHoldCommas_takesThemInQuotes() throws IOException {
    Path data = WavesCsv.wide(directory.resolve("wide.csv"), 400);
    Files.writeString(
        data, Files.readString(data).replace("ts,a,b", "ts,\"Temp °C, top\",flow l/min"));
    String line =
        "train --time-field ts --horizon 3 --input-size 24 --hidden 4 --epochs 1 --data %s --out %s"
            .formatted(data, directory.resolve("wide.foretick"));

    CommandRun quoted = CommandRun.of(line + " --channels", "\"Temp °C, top\",flow l/min");
    assertThat(quoted.err()).isEmpty();
    assertThat(quoted.out()).contains("windows of 2 series");

    assertThat(CommandRun.of(line + " --channels", "Temp °C, top,flow l/min").err())
        .contains("no column 'Temp °C' (expected: one of ts, \"Temp °C, top\", flow l/min)");
  }

  @Test
  void train_ofStepsThatComeAtRandom_saysThatTheForecastIsNaive() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("y\n");
    double level = 1000;
    for (int row = 0; row < 1500; row++) {
      level += random.nextInt(10) == 0 ? random.nextGaussian() : 0;
      text.append(level).append('\n');
    }
    Path data = Files.writeString(directory.resolve("steps.csv"), text);
    CommandRun run =
        CommandRun.of(
            "train --target-field y --blend naive --horizon 3 --input-size 24 --hidden 4 --epochs 1 --out "
                + directory.resolve("steps.foretick")
                + " --data",
            data);
    assertThat(run.out())
        .contains("the whole forecast, under the model's name: 0.00 model,", "1.00 naive.");
  }

  @Test
  void help_ofColumns_showsThatTheyAreAList() {
    assertThat(CommandRun.of("train --help").out())
        .contains("--channels=all|COLUMN,…\n", "--covariate-fields=COLUMN,…")
        .doesNotContain("all|COLUMN...");
  }
}
