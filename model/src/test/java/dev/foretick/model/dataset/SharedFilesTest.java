package dev.foretick.model.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.wire.TimeUnitFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Public files as they come, with their habits: holes, steps back, quotes, no header, gzip. */
class SharedFilesTest {
  @Test
  void ettHourly_readsAllRowsAndChannels() {
    Path file = SharedData.file("ett/ETTh1.csv");
    CsvContent content = load(file, "date", "OT", MissingValues.FAIL, false, "HUFL", "LULL");
    SeriesData data = content.series().get(0);

    assertThat(data.id().value()).isEqualTo("ETTh1");
    assertThat(data.length()).isEqualTo(17_420);
    assertThat(data.target(0)).isEqualTo(30.531f);
    assertThat(data.value(1, 0)).isEqualTo(5.827f);
    assertThat(data.value(2, 1)).isEqualTo(1.371f);
    assertThat(time(data, 0)).isEqualTo(Instant.parse("2016-07-01T00:00:00Z"));
    assertThat(Frequency.infer(content.series())).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void beijingPm25_holesAreRefusedOrHandled() {
    Path file = SharedData.file("sensor/beijing_pm25_pollution.csv.gz");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file, null, "pm2.5", MissingValues.FAIL, false))
        .withMessage(
            file
                + ":2: pm2.5 is 'NA'"
                + " (expected: a finite number; --missing previous or --missing drop accept holes)");
    CsvContent dropped = load(file, null, "pm2.5", MissingValues.DROP, false);
    assertThat(dropped.rows()).isEqualTo(43_824);
    assertThat(dropped.holes()).isEqualTo(2_067);
    assertThat(dropped.series().get(0).length()).isEqualTo(43_824 - 2_067);
    // The first 24 rows are holes with nothing before them.
    assertThat(load(file, null, "pm2.5", MissingValues.PREVIOUS, false).series().get(0).length())
        .isEqualTo(43_824 - 24);
  }

  @Test
  void machineTemperature_stepBackIsRefusedOrSorted() {
    Path file = SharedData.file("nab/machine_temperature_system_failure.csv");
    assertThatExceptionOfType(DatasetException.class)
        .isThrownBy(() -> load(file, "timestamp", "value", MissingValues.FAIL, false))
        .withMessageContaining(
            " in the row above (expected: time order; --sort puts rows in order)");
    List<SeriesData> sorted = load(file, "timestamp", "value", MissingValues.FAIL, true).series();
    assertThat(sorted.get(0).length()).isEqualTo(22_695);
    assertThat(Frequency.infer(sorted)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void nabFiles_gapsAndEqualStampsAreRead() {
    assertThat(length("nab/ambient_temperature_system_failure.csv", "timestamp", "value"))
        .isEqualTo(7_267);
    assertThat(length("nab/ec2_cpu_utilization_5f5533.csv", "timestamp", "value")).isEqualTo(4_032);
    assertThat(length("nab/elb_request_count_8c0756.csv", "timestamp", "value")).isEqualTo(4_032);
    assertThat(length("nab/Twitter_volume_AAPL.csv", "timestamp", "value")).isEqualTo(15_902);
    assertThat(length("nab/occupancy_t4013.csv", "timestamp", "value")).isEqualTo(2_500);
  }

  @Test
  void exchangeRates_noHeaderNoDates_areAnIndex() {
    Path file = SharedData.file("exchange/exchange_rate.txt.gz");
    CsvOptions options =
        new CsvOptions(
            Optional.empty(),
            "8",
            List.of("1"),
            Optional.empty(),
            Optional.empty(),
            MissingValues.FAIL,
            false,
            ',',
            false);
    List<SeriesData> series = new CsvSeriesReader(options).read(file);
    assertThat(series.get(0).length()).isEqualTo(7_588);
    assertThat(series.get(0).target(0)).isEqualTo(0.525486f);
    assertThat(series.get(0).value(1, 0)).isEqualTo(0.7855f);
    assertThat(Frequency.infer(series)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void dailyStocks_quotedDateInTheLastColumn_isFound() {
    Path file =
        SharedData.file("stocks/plotly_stockdata_MSFT_IBM_SBUX_AAPL_GSPC_daily_2007-2016.csv");
    SeriesData data = load(file, "Date", "AAPL", MissingValues.FAIL, false).series().get(0);
    assertThat(data.length()).isEqualTo(2_306);
    assertThat(data.target(0)).isEqualTo(11.086612f);
    assertThat(time(data, 0)).isEqualTo(Instant.parse("2007-01-03T00:00:00Z"));
  }

  @Test
  void bitstampTicks_epochSecondsAreToldAndEqualStampsKept() {
    Path file = SharedData.file("market/bitstamp_BTCUSD_trades_from_20131125.csv.gz");
    CsvContent content = load(file, "timestamp", "price", MissingValues.FAIL, false, "amount");
    assertThat(content.timeFormat()).contains(TimeUnitFormat.EPOCH_S);
    assertThat(content.series().get(0).length()).isEqualTo(100_000);
    assertThat(time(content.series().get(0), 0)).isEqualTo(Instant.ofEpochSecond(1_385_337_600));
  }

  @Test
  void marketFiles_isoTimesWithAndWithoutSecondsAndOffsets_areRead() {
    assertThat(length("market/lean_AIG_trade_ticks_20131007-11.csv.gz", "timestamp_ny", "price"))
        .isEqualTo(206_337);
    assertThat(length("market/lean_SPY_1h_trade_bars_1998-2021.csv.gz", "timestamp", "close"))
        .isEqualTo(40_832);
    assertThat(length("market/fxcm_GBPUSD_1min_bid_201202.csv.gz", "timestamp", "close"))
        .isEqualTo(30_117);
    assertThat(
            length("market/lean_EURUSD_1min_quotes_oanda_201405.csv.gz", "timestamp", "bid_close"))
        .isEqualTo(15_366);
  }

  private static int length(String name, String time, String target) {
    return load(SharedData.file(name), time, target, MissingValues.FAIL, false)
        .series()
        .get(0)
        .length();
  }

  private static CsvContent load(
      Path file,
      @Nullable String time,
      String target,
      MissingValues missing,
      boolean sort,
      String... covariates) {
    return new CsvSeriesReader(
            new CsvOptions(
                Optional.ofNullable(time),
                target,
                List.of(covariates),
                Optional.empty(),
                Optional.empty(),
                missing,
                true,
                ',',
                sort))
        .load(file);
  }

  private static Instant time(SeriesData data, int row) {
    return EpochNanos.toInstant(data.time(row));
  }
}
