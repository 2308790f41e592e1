package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/** The JSON of {@code foretick backtest}, as a user gets it. */
record BacktestRun(JsonNode report) {
  static BacktestRun of(String... options) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = ForetickCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("backtest", "--json"));
    arguments.addAll(List.of(options));
    assertThat(line.execute(arguments.toArray(String[]::new))).as(err.toString()).isZero();
    return new BacktestRun(new ObjectMapper().readTree(out.toString()));
  }

  /** A measure of the model over all windows and steps. */
  double model(String measure) {
    return report.at("/forecasters/0/overall/" + measure).asDouble();
  }

  /** A measure of a named forecaster over all windows and steps. */
  double of(String forecaster, String measure) {
    return StreamSupport.stream(report.get("forecasters").spliterator(), false)
        .filter(scores -> scores.get("name").asText().equals(forecaster))
        .map(scores -> scores.get("overall").get(measure).asDouble())
        .findFirst()
        .orElseThrow();
  }
}
