package dev.foretick.stream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.foretick.common.wire.ForecastDecoder;
import dev.foretick.common.wire.ObservationCodec;
import dev.foretick.common.wire.ObservationFormat;
import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Configurations and messages that the pages show are ones that the program takes. */
class DocSnippetsTest {
  private static final Set<String> SECTIONS =
      Set.of(
          "kafka",
          "model",
          "topics",
          "input",
          "output",
          "emit",
          "threads",
          "delivery",
          "group",
          "instance",
          "time",
          "window",
          "bars",
          "state",
          "scoring",
          "http",
          "metrics",
          "shutdown");

  private static final Pattern KEY = Pattern.compile("(?m)^([a-z]+)[.:]");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final String ELLIPSIS = "…";

  private final List<String> problems = new ArrayList<>();

  @Test
  void configurations_areTaken() {
    for (CodeBlock block : blocks("yaml")) {
      if (isServeConfig(block)) {
        parse(block);
      } else {
        checkSyntax(block, new YAMLFactory(), block.text());
      }
    }
    assertThat(problems)
        .as("a block of something else is opened by more than ```yaml, such as ```yaml compose")
        .isEmpty();
  }

  @Test
  void json_isJson_butForWhatIsLeftOut() {
    for (CodeBlock block : blocks("json")) {
      String text = block.text().replaceAll(ELLIPSIS + "\\s*,?", "");
      checkSyntax(block, new JsonFactory(), text);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void forecasts_areReadByTheDecoder() {
    for (CodeBlock block : blocks("json")) {
      if (block.text().contains("\"steps\"") && !block.text().contains(ELLIPSIS)) {
        attempt(block, () -> new ForecastDecoder().decode(bytes(block)));
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Page by page: an observation beside a configuration is one that this configuration reads. */
  @Test
  void observations_areReadByTheConfigurationBesideThem() {
    int read = 0;
    for (DocPage page : DocPage.all()) {
      List<ServeConfig> configs =
          page.blocks().stream()
              .filter(block -> block.language().equals("yaml") && isServeConfig(block))
              .flatMap(block -> parse(block).stream())
              .filter(config -> config.input().timeField().isPresent())
              .toList();
      for (CodeBlock block : page.blocks()) {
        boolean isMessage = block.info().equals("json") && !block.text().contains("schema_version");
        if (!configs.isEmpty() && isMessage && !block.text().contains(ELLIPSIS)) {
          attempt(block, () -> decode(block, configs.get(0).input()));
          read++;
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(read).isPositive();
  }

  private void decode(CodeBlock block, ServeConfig.Input input) throws IOException {
    Set<String> fields = fields(block);
    input.timeField().ifPresent(fields::remove);
    input.seriesField().ifPresent(fields::remove);
    List<String> covariates = input.covariateFields().orElse(List.of());
    String target =
        input
            .targetField()
            .orElseGet(
                () -> fields.stream().filter(f -> !covariates.contains(f)).findFirst().orElse("y"));
    new ObservationCodec(
            new ObservationFormat(
                input.format(),
                input.seriesField(),
                input.timeField(),
                input.timeFormat(),
                target,
                covariates,
                input.csvDelimiter(),
                input.csvColumns()))
        .decode("series".getBytes(StandardCharsets.UTF_8), bytes(block), 0);
  }

  private static Set<String> fields(CodeBlock block) throws IOException {
    Set<String> fields = new LinkedHashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(block.text())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          fields.add(parser.currentName());
        }
      }
    }
    return fields;
  }

  /** The configuration, if it is a whole one. A part of one lacks keys, and has no other fault. */
  private Optional<ServeConfig> parse(CodeBlock block) {
    Map<String, String> environment = new HashMap<>();
    Matcher variable = VARIABLE.matcher(block.text());
    while (variable.find()) {
      environment.put(variable.group(1), "x");
    }
    try {
      return Optional.of(ServeConfig.parse(block.text(), environment));
    } catch (ConfigException e) {
      e.problems().stream()
          .filter(problem -> !problem.contains(": missing (expected: "))
          .forEach(problem -> problems.add(block.where() + ": " + problem));
      return Optional.empty();
    }
  }

  private static boolean isServeConfig(CodeBlock block) {
    Matcher key = KEY.matcher(block.text());
    boolean isOne = false;
    while (key.find()) {
      isOne |= SECTIONS.contains(key.group(1));
    }
    return isOne && block.info().equals("yaml");
  }

  private void checkSyntax(CodeBlock block, JsonFactory format, String text) {
    try (JsonParser parser = format.createParser(text)) {
      while (parser.nextToken() != null) {
        // Only whether it can be read counts.
      }
    } catch (JsonProcessingException e) {
      boolean isCutOff = e.getOriginalMessage().startsWith("Unexpected end-of-input");
      if (!isCutOff || !block.text().contains(ELLIPSIS)) {
        problems.add(block.where() + ": " + e.getOriginalMessage());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void attempt(CodeBlock block, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException | RuntimeException e) {
      problems.add(block.where() + ": " + e.getMessage());
    }
  }

  private static List<CodeBlock> blocks(String language) {
    return DocPage.all().stream()
        .flatMap(page -> page.blocks().stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  private static byte[] bytes(CodeBlock block) {
    return block.text().strip().getBytes(StandardCharsets.UTF_8);
  }

  /** What may fail. */
  private interface Attempt {
    void run() throws IOException;
  }
}
