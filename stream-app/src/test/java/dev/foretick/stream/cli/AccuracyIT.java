package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What must be true of any data: the model is better than every naive forecast where there is
 * something to learn, hardly worse where there is not, and its intervals keep their promise. All
 * choices are left to the program, which sees these series for the first time.
 */
class AccuracyIT {
  private static final double PROMISE = 0.9;

  @TempDir private Path directory;

  @Test
  void seriesWhoseSeasonsGrowWithTheirLevel_areForecastBetterThanNaive() throws IOException {
    Random random = new Random(1);
    double[] levels = {5, 50, 500, 5_000};
    BacktestRun run =
        BacktestRun.of(
            options(
                csv(
                    "time,a,b,c,d",
                    1_600,
                    3_600,
                    hour -> {
                      StringBuilder row = new StringBuilder();
                      for (int i = 0; i < levels.length; i++) {
                        levels[i] *= Math.exp(0.01 * random.nextGaussian());
                        double season = 1 + 0.5 * Math.sin(2 * Math.PI * (hour + 3.0 * i) / 24);
                        double noise = Math.exp(0.1 * random.nextGaussian());
                        row.append(',').append(levels[i] * season * noise);
                      }
                      return row.toString();
                    }),
                "--channels all --horizon 24"));

    assertThat(run.model("skill")).isGreaterThan(0.15);
    assertKeepsItsPromise(run);
    assertThat(run.model("winkler")).isLessThan(run.of("seasonal-naive", "winkler"));
  }

  @Test
  void randomWalk_isForecastAsWellAsNaive() throws IOException {
    Random random = new Random(2);
    double[] price = {100};
    BacktestRun run =
        BacktestRun.of(
            options(
                csv(
                    "time,price",
                    4_000,
                    60,
                    minute -> {
                      price[0] *= Math.exp(1e-3 * random.nextGaussian());
                      return "," + price[0];
                    }),
                "--target-field price --horizon 5"));

    assertThat(run.model("mae")).isLessThan(1.02 * run.of("naive", "mae"));
    assertThat(run.model("winkler")).isLessThan(1.05 * run.of("naive", "winkler"));
    assertKeepsItsPromise(run);
  }

  @Test
  void ticksThatBounce_haveAMeanThatBeatsTheLastPrice() throws IOException {
    Random random = new Random(3);
    long[] cents = {5_000};
    BacktestRun run =
        BacktestRun.of(
            options(
                csv(
                    "time,price",
                    8_000,
                    1,
                    tick -> {
                      cents[0] += random.nextInt(20) == 0 ? random.nextInt(3) - 1 : 0;
                      return "," + (cents[0] + (random.nextInt(5) == 0 ? 1 : 0)) / 100.0;
                    }),
                "--target-field price --horizon 1 --point mean"));

    assertThat(run.model("rmse")).isLessThan(0.9 * run.of("naive", "rmse"));
  }

  @Test
  void sensorWithADay_isForecastBetterThanNaive() throws IOException {
    Random random = new Random(4);
    double[] drift = {0};
    BacktestRun run =
        BacktestRun.of(
            options(
                csv(
                    "time,celsius",
                    3_000,
                    3_600,
                    hour -> {
                      drift[0] = 0.97 * drift[0] + 0.5 * random.nextGaussian();
                      return "," + (12 + 6 * Math.sin(2 * Math.PI * hour / 24) + drift[0]);
                    }),
                "--target-field celsius --horizon 12 --calendar hour-of-day"));

    assertThat(run.model("skill")).isGreaterThan(0.1);
    assertKeepsItsPromise(run);
  }

  private static void assertKeepsItsPromise(BacktestRun run) {
    assertThat(run.model("coverage")).isBetween(PROMISE - 0.04, PROMISE + 0.04);
  }

  private Path csv(String header, int rows, int seconds, IntFunction<String> row)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < rows; i++) {
      text.append(start.plusSeconds((long) i * seconds)).append(row.apply(i)).append('\n');
    }
    return Files.writeString(directory.resolve("data.csv"), text);
  }

  private static String[] options(Path data, String others) {
    return ("--data " + data + " --time-field time " + others).split(" ");
  }
}
