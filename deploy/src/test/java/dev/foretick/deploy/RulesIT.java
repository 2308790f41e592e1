package dev.foretick.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prometheus' and Alertmanager's own tools on what they are to read. */
class RulesIT {
  @Test
  void rules_areWellFormed() throws Exception {
    OutsideTool.Finished check = promtool("check", "rules", RuleFile.RULES);

    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).contains("SUCCESS").doesNotContain("FAILED");
  }

  @Test
  void rules_doWhatTheirUnitTestsSay() throws Exception {
    OutsideTool.Finished test = promtool("test", "rules", RuleFile.TESTS);

    assertThat(test.exitCode()).as(test.output()).isZero();
    assertThat(test.output().split("SUCCESS", -1))
        .hasSize(RuleFile.files(RuleFile.TESTS).size() + 1);
  }

  @Test
  void alertmanagerExample_isValid_andLeadsCriticalAlertsToNow() throws Exception {
    OutsideTool amtool = OutsideTool.require("amtool", "prometheus-alertmanager");
    String file = Path.of("alertmanager", "alertmanager.yml").toString();

    OutsideTool.Finished check = amtool.run("check-config", file);
    assertThat(check.exitCode()).as(check.output()).isZero();
    for (RuleFile.Rule alert : RuleFile.alerts()) {
      OutsideTool.Finished route =
          amtool.run(
              "config",
              "routes",
              "test",
              "--config.file=" + file,
              "--verify.receivers=" + (alert.severity().equals("critical") ? "now" : "day"),
              "alertname=" + alert.name(),
              "severity=" + alert.severity());
      assertThat(route.exitCode()).as(route.output()).isZero();
    }
  }

  private static OutsideTool.Finished promtool(String verb, String noun, Path folder)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(verb, noun));
    RuleFile.files(folder).forEach(file -> arguments.add(file.toString()));
    return OutsideTool.require("promtool", "prometheus").run(arguments.toArray(String[]::new));
  }
}
