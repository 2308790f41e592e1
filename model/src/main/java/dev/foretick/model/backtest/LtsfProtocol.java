package dev.foretick.model.backtest;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.TrainingData;
import java.util.List;
import java.util.Locale;

/**
 * The protocol of long-term forecasting papers since Informer (Zhou et al. 2021): each channel is
 * standardised by its training rows (ddof 0) and never scaled back; windows of the test rows, one a
 * row and none dropped, may look back across the border; errors are means over windows, steps and
 * channels.
 */
public enum LtsfProtocol {
  /** ETTh1, ETTh2: 12 months to train, 4 to validate, 4 to test. */
  LTSF_ETT_HOURLY(24),
  /** ETTm1, ETTm2: the same months, every 15 minutes. */
  LTSF_ETT_MINUTE(96),
  /** All other data sets: 70 % to train, 20 % to test, what is between to validate. */
  LTSF_CUSTOM(0);

  private static final int TRAINING_DAYS = 360;
  private static final int VALIDATION_DAYS = 120;
  private static final int TEST_DAYS = 120;

  private final int rowsPerDay;

  LtsfProtocol(int rowsPerDay) {
    this.rowsPerDay = rowsPerDay;
  }

  /** The name in options and reports, such as {@code ltsf-ett-hourly}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Plans the evaluation.
   *
   * @param series one for each channel, all of the same length
   * @throws IllegalArgumentException if there are too few rows
   */
  public BacktestPlan plan(List<SeriesData> series, WindowSpec window) {
    int length = series.get(0).length();
    if (series.stream().anyMatch(data -> data.length() != length)) {
      throw new IllegalArgumentException(
          "data: series of different lengths (expected: the channels of one file)");
    }
    Borders borders = borders(length);
    List<SeriesData> standardised =
        series.stream()
            .map(data -> data.until(borders.test()))
            .map(data -> data.standardised(borders.training()))
            .toList();
    int testRows = borders.test() - borders.validation();
    return new BacktestPlan(
        optionName(),
        standardised,
        List.of(BacktestPlan.lastRows(standardised, window, testRows)),
        past -> TrainingData.withLastRows(past, borders.validation() - borders.training()));
  }

  /**
   * Rows before which each part ends.
   *
   * @param test also how many rows count at all
   */
  private record Borders(int training, int validation, int test) {}

  private Borders borders(int length) {
    if (this == LTSF_CUSTOM) {
      int training = (int) (0.7 * length);
      int test = (int) (0.2 * length);
      return new Borders(training, length - test, length);
    }
    int days = TRAINING_DAYS + VALIDATION_DAYS + TEST_DAYS;
    if (length < days * rowsPerDay) {
      throw new IllegalArgumentException(
          "data: %d rows (expected: at least %d for the protocol %s)"
              .formatted(length, days * rowsPerDay, optionName()));
    }
    return new Borders(
        TRAINING_DAYS * rowsPerDay,
        (TRAINING_DAYS + VALIDATION_DAYS) * rowsPerDay,
        days * rowsPerDay);
  }
}
