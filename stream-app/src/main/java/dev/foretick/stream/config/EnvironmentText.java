package dev.foretick.stream.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

  /** How a variable's value is written where it stands. */
  interface Notation {
    /** Of values that mean nothing but themselves. */
    Notation PLAIN = (value, before) -> value;

    /**
     * Writes a value.
     *
     * @param before what stands before it in the file
     */
    String write(String value, String before);
  }

  /**
   * Puts the variables in. A default stands as it does in the file.
   *
   * @param missing takes the names of variables that are neither set nor have a default
   */
  List<String> resolve(List<String> texts, Notation notation, List<String> missing) {
    List<String> resolved = new ArrayList<>();
    texts.forEach(text -> resolved.add(resolve(text, notation, missing)));
    return resolved;
  }

  private String resolve(String text, Notation notation, List<String> missing) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              String before = text.substring(0, match.start());
              return Matcher.quoteReplacement(
                  value(
                      match.group(1),
                      match.group(2),
                      value -> notation.write(value, before),
                      missing));
            });
  }

  private String value(
      @Nullable String name,
      @Nullable String fallback,
      UnaryOperator<String> written,
      List<String> missing) {
    if (name == null) {
      return "${";
    }
    String value = environment.get(name);
    if (value != null) {
      return written.apply(value);
    } else if (fallback == null) {
      missing.add(name);
      return "";
    }
    return fallback;
  }
}
