package dev.foretick.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that Prometheus evaluates, and their tests. */
final class RuleFile {
  static final Path RULES = Path.of("prometheus", "rules");
  static final Path TESTS = Path.of("prometheus", "tests");

  private RuleFile() {}

  /**
   * A rule, which is either an alert or a metric that is recorded.
   *
   * @param name of either
   * @param alert what it says of itself, if it is one
   */
  record Rule(String name, String expression, Optional<JsonNode> alert) {
    String annotation(String key) {
      return alert.orElseThrow().at("/annotations/" + key).asText();
    }

    String severity() {
      return alert.orElseThrow().at("/labels/severity").asText();
    }
  }

  static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Path file : files(RULES)) {
      for (JsonNode group : new YAMLMapper().readTree(file.toFile()).get("groups")) {
        for (JsonNode rule : group.get("rules")) {
          boolean alert = rule.has("alert");
          rules.add(
              new Rule(
                  rule.get(alert ? "alert" : "record").asText(),
                  rule.get("expr").asText(),
                  alert ? Optional.of(rule) : Optional.empty()));
        }
      }
    }
    return rules;
  }

  static List<Rule> alerts() throws IOException {
    return rules().stream().filter(rule -> rule.alert().isPresent()).toList();
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    }
  }
}
