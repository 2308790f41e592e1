package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Baselines have the floors that are published, or follow from their definitions: persistence, the
 * last day again, intervals of constant and of EWMA width. The network beside them is as small as
 * can be: here it does not count.
 */
class FloorsIT {
  private static final String TINY =
      " --input-size 48 --hidden 2 --epochs 1 --window-stride 40 --blend none";

  @ParameterizedTest
  @CsvSource({
    "--channels all, 24, 1.222, 0.671, 0.424, 0.389",
    "--channels all, 96, 1.294, 0.713, 0.512, 0.433",
    "--channels all, 336, 1.330, 0.746, 0.650, 0.501",
    "--target-field OT, 24, 0.034, 0.139, 0.046, 0.166",
    "--target-field OT, 96, 0.069, 0.203, 0.071, 0.211",
  })
  void ettHourly_hasItsFloors(
      String target,
      int horizon,
      double naiveMse,
      double naiveMae,
      double seasonalMse,
      double seasonalMae)
      throws IOException {
    BacktestRun run =
        BacktestRun.of(
            ("--protocol ltsf-ett-hourly --time-field date --seasonality 24 --data "
                    + file("ett/ETTh1.csv")
                    + " "
                    + target
                    + " --horizon "
                    + horizon
                    + TINY)
                .split(" "));

    assertThat(run.of("naive", "mse")).isCloseTo(naiveMse, within(1e-3));
    assertThat(run.of("naive", "mae")).isCloseTo(naiveMae, within(1e-3));
    assertThat(run.of("seasonal-naive", "mse")).isCloseTo(seasonalMse, within(1e-3));
    assertThat(run.of("seasonal-naive", "mae")).isCloseTo(seasonalMae, within(1e-3));
  }

  @Test
  void m4Hourly_hasTheFloorOfTheSeasonalNaive() throws IOException {
    BacktestRun run =
        BacktestRun.of(
            ("--protocol m4 --season 24 --train "
                    + file("m4/Hourly-train.csv.gz")
                    + " --test "
                    + file("m4/Hourly-test.csv.gz")
                    + TINY)
                .split(" "));

    assertThat(run.of("seasonal-naive", "smape")).isCloseTo(13.912, within(1e-3));
    assertThat(run.of("seasonal-naive", "mase")).isCloseTo(1.193, within(1e-3));
  }

  /**
   * Winkler scores of 90 % intervals in basis points of the price, one minute ahead: of one width
   * for all minutes, which here is that of the validation part alone, and of widths by an EWMA.
   */
  @Test
  void eurusdByTheMinute_hasTheFloorsOfItsIntervals() throws IOException {
    BacktestRun run =
        BacktestRun.of(
            ("--data "
                    + file("market/lean_EURUSD_1min_quotes_oanda_201405.csv.gz")
                    + " --time-field timestamp --target-field bid_close --fill-gaps 30m --horizon 1"
                    + " --transform log-return --normalization last-value"
                    + TINY)
                .split(" "));
    double price = run.report().at("/samples/0/actual/0").asDouble();

    assertThat(run.report().at("/setup/filled_rows").asInt()).isEqualTo(474);
    assertThat(run.of("naive", "winkler") / price * 1e4).isCloseTo(4.20, within(0.1));
    assertThat(run.of("naive-ewma", "winkler") / price * 1e4).isCloseTo(3.25, within(0.01));
    assertThat(run.of("naive-ewma", "coverage")).isBetween(0.88, 0.92);
  }

  private static Path file(String name) {
    String data = System.getenv("FORETICK_DATA");
    assumeTrue(data != null, "SKIPPED: FORETICK_DATA is not set, so the floors are not checked");
    Path file = Path.of(data).resolve(name);
    assumeTrue(Files.exists(file), () -> "SKIPPED: " + file + " is not there");
    return file;
  }
}
