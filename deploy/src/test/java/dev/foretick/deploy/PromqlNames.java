package dev.foretick.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the metrics that an expression of Prometheus' language asks for. */
final class PromqlNames {
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern MATCHERS_AND_RANGES = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
  private static final Pattern LABELS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  /** A word that is no part of a number, and no function. */
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "Inf", "NaN");
  private static final Set<String> AGGREGATIONS = Set.of("sum", "max", "min", "count", "avg");

  private PromqlNames() {}

  static Set<String> of(String expression) {
    String bare = TEXT.matcher(expression).replaceAll("");
    bare = MATCHERS_AND_RANGES.matcher(bare).replaceAll("");
    bare = LABELS.matcher(bare).replaceAll("");
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(bare);
    while (name.find()) {
      if (!WORDS.contains(name.group()) && !AGGREGATIONS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }
}
