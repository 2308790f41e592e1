package dev.foretick.stream.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads YAML as dotted keys with the texts that stand in the file: {@code http: {port: 8080}} and
 * {@code http.port: 8080} are the same. Scalars keep their spelling, so that what Kafka's clients
 * get is what the user wrote.
 */
final class YamlSettings {
  /** A server's configuration has a hundred lines. */
  static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_DEPTH = 16;

  /** How the parser says that no text begins with a character, and that it is a tab. */
  private static final String NO_TOKEN = "that cannot start any token";

  private static final String TAB = "(TAB)";

  /** Where, the last time it says so. */
  private static final Pattern MARK = Pattern.compile("(?m)^ in [^\\n]*, line (\\d+), column");

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private YamlSettings() {}

  /**
   * Reads a file's text.
   *
   * @return texts by dotted key: one for a scalar, any number for a list
   * @throws ConfigException if it is no YAML mapping, or a key is empty or stands twice
   */
  static Map<String, List<String>> read(String yaml) {
    YamlSettings settings = new YamlSettings();
    if (yaml.length() > MAX_LENGTH) {
      throw new ConfigException(
          List.of(
              "configuration: %d characters (expected: at most %d)"
                  .formatted(yaml.length(), MAX_LENGTH)));
    }
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        settings.readMapping("", 1, parser);
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        settings.problems.add(
            "configuration: a %s (expected: keys with values)".formatted(nameOf(first)));
      }
    } catch (JsonProcessingException e) {
      settings.problems.add("configuration: " + oneLine(e));
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot fail to be read", e);
    }
    if (!settings.problems.isEmpty()) {
      throw new ConfigException(settings.problems);
    }
    return settings.values;
  }

  private void readMapping(String prefix, int depth, JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && depth == MAX_DEPTH) {
        problems.add("configuration: more than %d levels (expected: fewer)".formatted(MAX_DEPTH));
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        readMapping(key + ".", depth + 1, parser);
      } else if (token == JsonToken.START_ARRAY) {
        put(key, readList(key, parser));
      } else if (token == JsonToken.VALUE_NULL) {
        problems.add(key + ": empty (expected: a value, or no such line)");
      } else {
        put(key, List.of(scalar(key, parser)));
      }
    }
  }

  /** The text as it stands there, unless it refers to another: that one may be anything. */
  private String scalar(String key, JsonParser parser) throws IOException {
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      problems.add(
          key
              + ": an alias, as a text is that begins with * (expected: the value itself, or quotes)");
    }
    return parser.getText();
  }

  private List<String> readList(String key, JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        texts.add(scalar(key, parser));
      } else {
        problems.add("%s: holds a %s (expected: a list of texts)".formatted(key, nameOf(token)));
        parser.skipChildren();
      }
    }
    return texts;
  }

  private void put(String key, List<String> texts) {
    if (values.putIfAbsent(key, texts) != null) {
      problems.add(key + ": twice (expected: once)");
    }
  }

  private static String nameOf(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "mapping";
      case START_ARRAY -> "list";
      case VALUE_NULL -> "null";
      default -> "single value";
    };
  }

  /** What is wrong without the texts that stand there: one may be a secret. */
  private static String oneLine(JsonProcessingException e) {
    String whole = e.getOriginalMessage();
    if (whole.contains(NO_TOKEN)) {
      Matcher mark = MARK.matcher(whole);
      String line =
          mark.results().reduce((first, last) -> last).map(last -> last.group(1)).orElse("?");
      return whole.contains(TAB)
          ? "line %s: a tab (expected: spaces)".formatted(line)
          : "line %s: a text that begins with a sign of YAML, such as @ or ` (expected: quotes around it)"
              .formatted(line);
    }
    String reason = whole.lines().findFirst().orElse("unreadable").strip();
    return e.getLocation() == null
        ? "not YAML (%s)".formatted(reason)
        : "not YAML (line %d: %s)".formatted(e.getLocation().getLineNr(), reason);
  }
}
