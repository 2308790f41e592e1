package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0.12345, 0.1235",
    "9999, 9999",
    "123456.7, 123 457",
    "1234567, 1.235e6",
    "-1.5e12, -1.500e12",
    "0.05210, 0.05210",
    "0.0004452, 0.0004452",
    "0.0001, 0.0001000",
    "0.0000521, 5.210e-5",
    "1e-12, 1.000e-12",
    "NaN, -",
  })
  void measure_value_isShort(double value, String figure) {
    assertThat(ReportFigures.measure(value)).isEqualTo(figure);
  }

  @ParameterizedTest
  @CsvSource({"0.9, 90 %", "0.995, 99.5 %", "0.8999999999999999, 90 %"})
  void level_share_hasNoNeedlessDecimals(double share, String figure) {
    assertThat(ReportFigures.level(share)).isEqualTo(figure);
  }

  @Test
  void skill_hopeless_isOnlyBounded() {
    assertThat(ReportFigures.skill(-250)).isEqualTo("< -999 %");
    assertThat(ReportFigures.skill(0.1234)).isEqualTo("+12.3 %");
  }

  @Test
  void page_figure_isTypeset() {
    assertThat(ReportFigures.page("-12.5 %")).isEqualTo("\u221212.5\u00a0%");
    assertThat(ReportFigures.page("-")).isEqualTo("\u2013");
  }
}
