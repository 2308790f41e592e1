package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.model.backtest.BacktestReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {
  @Test
  void lines_report_showsForecastersStepsSeriesAndVerdict() {
    List<String> lines = TextReport.lines(new SyntheticReport(1).build());

    assertThat(words(lines, "MAE"))
        .containsExactly(
            "MAE", "RMSE", "MASE", "sMAPE", "CRPS", "in", "90", "%", "Winkler", "skill");
    assertThat(starts(lines, "cnn-lstm ", "naive ", "seasonal-naive (24) ", "theta ")).hasSize(4);
    assertThat(starts(lines, "1 ", "7 ", "13 ", "18 ", "24 ")).hasSize(5);
    assertThat(starts(lines, "boiler", "pump", "north-wing")).hasSize(3);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("The model's mean absolute error is 20.0 %"));
    assertThat(lines).last().isEqualTo("- The baselines were fitted on the same windows.");
  }

  @Test
  void lines_protocol_showsMseAndMaeFirst() {
    List<String> lines = TextReport.lines(new SyntheticReport(1).protocol("ETTh1").build());

    assertThat(lines.get(0)).isEqualTo("Backtest on sensors.csv, protocol ETTh1");
    assertThat(words(lines, "MSE")).startsWith("MSE", "MAE", "MASE");
  }

  @Test
  void lines_competition_showsOwaAndMsisFirst() {
    List<String> lines = TextReport.lines(new SyntheticReport(1).competition().build());

    assertThat(words(lines, "OWA"))
        .containsExactly("OWA", "MSIS", "sMAPE", "MASE", "MAE", "CRPS", "in", "90", "%", "skill");
    assertThat(words(lines, "cnn-lstm")).startsWith("cnn-lstm", "0.7200", "3.360");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-7, 1e-3, 3e-4, 1, 9999, 1e12})
  void lines_competitionOfAnyScale_fitHundredColumns(double scale) {
    BacktestReport report = new SyntheticReport(5).scale(scale).competition().build();

    assertThat(TextReport.lines(report)).allMatch(line -> line.length() <= 100);
  }

  @Test
  void lines_worseModel_saysSo() {
    List<String> lines = TextReport.lines(new SyntheticReport(1).modelFactor(1.25).build());

    assertThat(String.join(" ", lines))
        .contains("does NOT beat the best naive forecast (naive)", "25.0 % larger");
  }

  @Test
  void lines_manySeries_showsWorstAndBest() {
    List<String> lines = TextReport.lines(new SyntheticReport(2).manySeries(321).build());

    assertThat(lines).contains("Of 321 series the 5 worst and the 5 best, by skill:");
    assertThat(starts(lines, "meter-")).hasSize(10);
  }

  @Test
  void lines_oneSeriesOneStep_showsOnlyForecasters() {
    List<String> lines = TextReport.lines(new SyntheticReport(3).series("only").horizon(1).build());

    assertThat(lines).noneMatch(line -> line.contains("naive MAE"));
    assertThat(lines).anyMatch(line -> line.contains("1 step of 1 h ahead"));
  }

  @Test
  void lines_undefined_isDash() {
    List<String> lines = TextReport.lines(new SyntheticReport(4).undefined().build());

    assertThat(String.join("\n", lines)).doesNotContain("NaN");
    assertThat(words(lines, "boiler")).containsOnly("boiler", "-");
  }

  @Test
  void lines_controlCharacters_areNotPrinted() {
    List<String> lines =
        TextReport.lines(
            new SyntheticReport(4).series("a\u001b[31m\nb", "c").notes("\u0007").build());

    assertThat(lines).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-7, 1e-3, 3e-4, 1, 9999, 1e7, 1e12})
  void lines_anyScale_fitHundredColumns(double scale) {
    BacktestReport report =
        new SyntheticReport(5)
            .scale(scale)
            .modelFactor(250)
            .data("s3://a-bucket/" + "x".repeat(150))
            .protocol("long-horizon")
            .series("z".repeat(200), "pump")
            .baselines("naive", "seasonal-naive", "drift", "a-forecaster-of-a-rather-long-name")
            .notes("word ".repeat(60))
            .build();

    assertThat(TextReport.lines(report)).allMatch(line -> line.length() <= 100);
  }

  private static List<String> words(List<String> lines, String first) {
    String found =
        lines.stream().filter(line -> line.strip().startsWith(first)).findFirst().orElse("");
    return List.of(found.strip().split(" +", -1));
  }

  private static List<String> starts(List<String> lines, String... starts) {
    return lines.stream()
        .filter(line -> List.of(starts).stream().anyMatch(line::startsWith))
        .toList();
  }
}
