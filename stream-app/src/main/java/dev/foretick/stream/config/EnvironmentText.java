package dev.foretick.stream.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} by environment variables; a doubled dollar
 * sign keeps the text as it is. Works on single values after the YAML is read, so that no variable
 * can change the structure of the file.
 */
final class EnvironmentText {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?}");

  private final Map<String, String> environment;

  EnvironmentText(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Puts the variables in.
   *
   * @param missing takes the names of variables that are neither set nor have a default
   */
  String resolve(String text, List<String> missing) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(value(match.group(1), match.group(2), missing)));
  }

  List<String> resolve(List<String> texts, List<String> missing) {
    List<String> resolved = new ArrayList<>();
    texts.forEach(text -> resolved.add(resolve(text, missing)));
    return resolved;
  }

  private String value(@Nullable String name, @Nullable String fallback, List<String> missing) {
    if (name == null) {
      return "${";
    }
    String value = environment.get(name);
    if (value != null) {
      return value;
    } else if (fallback == null) {
      missing.add(name);
      return "";
    }
    return fallback;
  }
}
