package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.foretick.stream.metrics.Meters;
import dev.foretick.stream.metrics.MetricsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every alert has to have, and that rules and dashboards ask for nothing that is not there.
 */
class AlertRulesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String RUNBOOKS = "docs/operations.md#";

  @Test
  void alerts_saySeverityAndWhatToDo() throws IOException {
    for (RuleFile.Rule alert : RuleFile.alerts()) {
      assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning");
      assertThat(alert.annotation("summary")).as(alert.name()).isNotBlank();
      assertThat(alert.annotation("description")).as(alert.name()).endsWith(".");
      assertThat(alert.annotation("runbook_url"))
          .isEqualTo(RUNBOOKS + alert.name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void alerts_haveARunbookEach_andRunbooksAnAlert() throws IOException {
    List<String> headings =
        Files.readAllLines(DOCS.resolve("operations.md")).stream()
            .filter(line -> line.startsWith("### Foretick"))
            .map(line -> line.substring("### ".length()))
            .toList();
    assertThat(headings).containsExactlyElementsOf(alertNames());
  }

  @Test
  void alerts_areListedWithTheirSeverity() throws IOException {
    String page = Files.readString(DOCS.resolve("dashboards.md"));
    for (RuleFile.Rule alert : RuleFile.alerts()) {
      assertThat(page)
          .containsPattern("\\| %s \\|.*\\| %s \\|".formatted(alert.name(), alert.severity()));
    }
  }

  @Test
  void alerts_areSeenToFireInAUnitTest() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Path file : RuleFile.files(RuleFile.TESTS)) {
      for (JsonNode test : new YAMLMapper().readTree(file.toFile()).get("tests")) {
        for (JsonNode expected : test.path("alert_rule_test")) {
          if (!expected.get("exp_alerts").isEmpty()) {
            seen.add(expected.get("alertname").asText());
          }
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(alertNames());
  }

  @Test
  void metrics_areThoseThatTheServerHas() throws IOException {
    Set<String> known = new TreeSet<>();
    RuleFile.rules().forEach(rule -> known.add(rule.name()));
    for (Meters meter : Meters.values()) {
      known.addAll(exported(meter));
    }
    Set<String> used = new TreeSet<>();
    RuleFile.rules().forEach(rule -> used.addAll(PromqlNames.of(rule.expression())));
    for (DashboardFile dashboard : DashboardFile.all()) {
      dashboard.queries().forEach(query -> used.addAll(PromqlNames.of(query.expression())));
      dashboard.annotations().forEach(query -> used.addAll(PromqlNames.of(query.expression())));
    }
    assertThat(used.stream().filter(name -> name.contains("foretick")).collect(Collectors.toSet()))
        .hasSizeGreaterThan(30)
        .isSubsetOf(known);
  }

  private static List<String> alertNames() throws IOException {
    return RuleFile.alerts().stream().map(RuleFile.Rule::name).toList();
  }

  private static List<String> exported(Meters meter) {
    String name = MetricsPage.prometheusName(meter);
    return switch (meter.kind()) {
      case COUNTER, GAUGE -> List.of(name);
      case TIMER, SUMMARY ->
          Stream.of("_count", "_sum", "_max", "_bucket").map(part -> name + part).toList();
    };
  }
}
