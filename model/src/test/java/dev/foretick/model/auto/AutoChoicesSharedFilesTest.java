package dev.foretick.model.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.SeriesId;
import dev.foretick.model.dataset.CsvOptions;
import dev.foretick.model.dataset.CsvSeriesReader;
import dev.foretick.model.dataset.Frequency;
import dev.foretick.model.dataset.MissingValues;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SharedData;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is chosen for public files must be what one who knows them would choose. */
class AutoChoicesSharedFilesTest {
  private static final double TRAINING = 0.7;

  @ParameterizedTest
  @CsvSource({
    "ett/ETTh1.csv, date, OT, 24, 24, NONE",
    "ett/ETTh1.csv, date, HUFL, 96, 24, NONE",
    "ett/ETTm1.csv.gz, date, OT, 96, 96, NONE",
    "nab/ambient_temperature_system_failure.csv, timestamp, value, 24, 24, NONE",
    "nab/Twitter_volume_AAPL.csv, timestamp, value, 24, 288, NONE",
    "sensor/daily-min-temperatures.csv, Date, Temp, 7, 365, NONE",
    "market/lean_SPY_1h_trade_bars_1998-2021.csv.gz, timestamp, volume, 7, 7, LOG",
  })
  void seasonalFiles_haveTheirDayOrYear(
      String file, String time, String target, int horizon, int season, TargetTransform transform) {
    AutoChoices choices = choose(file, time, target, horizon);
    assertThat(choices.seasonality()).isEqualTo(season);
    assertThat(choices.inputSize()).isBetween(season, 720);
    assertThat(choices.transform()).isEqualTo(transform);
    assertThat(choices.frontEnd()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "market/lean_EURUSD_1min_quotes_oanda_201405.csv.gz, timestamp, bid_close",
    "market/lean_EURUSD_1h_quotes_oanda_2007-2018.csv.gz, timestamp, bid_close",
    "market/fxcm_GBPUSD_1min_bid_201202.csv.gz, timestamp, close",
    "market/lean_SPY_1h_trade_bars_1998-2021.csv.gz, timestamp, close",
    "market/bitstamp_BTCUSD_trades_from_20131125.csv.gz, timestamp, price",
    "market/lean_AIG_trade_ticks_20131007-11.csv.gz, timestamp_ny, price",
    "stocks/vega_sp500_daily_2000-2020.csv, date, close",
    "stocks/plotly_stockdata_MSFT_IBM_SBUX_AAPL_GSPC_daily_2007-2016.csv, Date, AAPL",
  })
  void prices_haveNoSeasonAndAreLearntAsLogReturns(String file, String time, String target) {
    AutoChoices choices = choose(file, time, target, 1);
    assertThat(choices.seasonality()).isEqualTo(1);
    assertThat(choices.transform()).isEqualTo(TargetTransform.LOG_RETURN);
    assertThat(choices.inputSize()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({
    "nab/elb_request_count_8c0756.csv",
    "nab/occupancy_t4013.csv",
    "nab/speed_t4013.csv",
    "nab/machine_temperature_system_failure.csv",
  })
  void noisyFiles_haveNoSeasonAndNoTransform(String file) {
    AutoChoices choices = choose(file, "timestamp", "value", 24);
    assertThat(choices.seasonality()).isEqualTo(1);
    assertThat(choices.transform()).isEqualTo(TargetTransform.NONE);
    assertThat(choices.inputSize()).isEqualTo(96);
  }

  @Test
  void tradesThatRepeatTheirPrice_shareOneScale() {
    AutoChoices choices =
        choose("market/lean_AIG_trade_ticks_20131007-11.csv.gz", "timestamp_ny", "price", 1);
    assertThat(choices.normalization()).isEqualTo(Normalization.LAST_VALUE);
  }

  @Test
  void hourlyCompetitionSeries_getTwoWeeksAndALargeNetwork() throws IOException {
    List<SeriesData> series = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.file("m4/Hourly-train.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.lines().skip(1).forEach(line -> series.add(training(row(line))));
    }
    AutoChoices choices = AutoChoices.of(series, Duration.ofHours(1), 48, 1);
    assertThat(choices.seasonality()).isEqualTo(24);
    assertThat(choices.inputSize()).isBetween(168, 336);
    assertThat(choices.frontEnd()).containsExactly(ConvBlock.patchEmbedding(24, 128));
    assertThat(choices.normalization()).isEqualTo(Normalization.INSTANCE);
  }

  private static AutoChoices choose(String name, String time, String target, int horizon) {
    CsvOptions options =
        new CsvOptions(
            Optional.of(time),
            target,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            MissingValues.PREVIOUS,
            true,
            ',',
            true);
    List<SeriesData> training =
        new CsvSeriesReader(options)
            .read(SharedData.file(name)).stream()
                .map(AutoChoicesSharedFilesTest::training)
                .toList();
    return AutoChoices.of(training, Frequency.infer(training), horizon, 1);
  }

  private static SeriesData training(SeriesData data) {
    int rows = (int) (TRAINING * data.length());
    long[] times = new long[rows];
    float[] values = new float[rows];
    for (int row = 0; row < rows; row++) {
      times[row] = data.time(row);
      values[row] = data.target(row);
    }
    return new SeriesData(data.id(), times, new float[][] {values});
  }

  /** A line of the competition: a name, then hourly values, then empty cells. */
  private static SeriesData row(String line) {
    List<String> cells = List.of(line.replace("\"", "").replaceAll(",+$", "").split(",", -1));
    float[] values = new float[cells.size() - 1];
    long[] times = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(cells.get(i + 1));
      times[i] = i * Duration.ofHours(1).toNanos();
    }
    return new SeriesData(new SeriesId(cells.get(0)), times, new float[][] {values});
  }
}
