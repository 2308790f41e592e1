package dev.foretick.deploy.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the panels of Grafana's dashboards ask Prometheus for. */
final class DashboardQueries {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)(?::\\w+)?}?");

  /** As Grafana and a user set them; every other variable is set to all there is. */
  private static final Map<String, String> VALUES =
      Map.of(
          "__rate_interval", "1m",
          "__interval", "15s",
          "__range", "5m",
          "series", "BTC-USD",
          "step", "1");

  private DashboardQueries() {}

  /** A query, variables put in, and the file that it is of. */
  record PanelQuery(String dashboard, String promql) {}

  static List<PanelQuery> of(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      ObjectMapper json = new ObjectMapper();
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> queries(file, json))
          .toList();
    }
  }

  private static Stream<PanelQuery> queries(Path file, ObjectMapper json) {
    try {
      // Beside the targets of panels there are those of events, which need not have happened.
      return json.readTree(file.toFile()).findValues("targets").stream()
          .flatMap(targets -> targets.findValuesAsText("expr").stream())
          .map(promql -> new PanelQuery(String.valueOf(file.getFileName()), resolved(promql)));
    } catch (IOException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private static String resolved(String promql) {
    return VARIABLE
        .matcher(promql)
        .replaceAll(match -> Matcher.quoteReplacement(VALUES.getOrDefault(match.group(1), ".*")));
  }
}
