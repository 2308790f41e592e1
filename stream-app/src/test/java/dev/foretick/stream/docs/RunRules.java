package dev.foretick.stream.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the pages' commands are that are not simply run to their end, all in one file, {@code
 * rules.txt}, each with its reason.
 */
final class RunRules {
  private final List<Rule> rules;

  private RunRules(List<Rule> rules) {
    this.rules = rules;
  }

  static RunRules load() {
    try (InputStream file = RunRules.class.getResourceAsStream("rules.txt")) {
      return new RunRules(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Rule::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first rule that a command falls under. */
  Optional<Rule> of(DocCommand command) {
    return rules.stream().filter(rule -> rule.test(command)).findFirst();
  }

  /** Rules that no command needs any more. */
  List<Rule> idle(List<DocCommand> commands) {
    return rules.stream()
        .filter(rule -> commands.stream().noneMatch(each -> of(each).equals(Optional.of(rule))))
        .toList();
  }

  /** What is done with a command. */
  enum Kind {
    /** Not run. */
    NEVER,
    /** Run where its program is installed, skipped loudly where not. */
    NEEDS,
    /** Run beside those that follow, and asked to stop at the end of the page. */
    STAYS,
    /** As {@link #STAYS}, once those that stay so far were asked to stop. */
    REPLACES,
    /** Run with options that make it short. */
    WITH
  }

  /**
   * One line of the file.
   *
   * @param argument of NEEDS a program, of STAYS and REPLACES what its output says when the next
   *     command may come, of WITH the options
   */
  record Rule(Kind kind, String argument, Pattern page, Pattern command, String reason)
      implements Predicate<DocCommand> {
    static Rule parse(String line) {
      String[] parts = line.split(" \\| ", 4);
      if (parts.length != 4) {
        throw new IllegalArgumentException(
            "rules.txt: %s (expected: kind | page | command | reason)".formatted(line));
      }
      String[] kind = parts[0].strip().split(" ", 2);
      return new Rule(
          Kind.valueOf(kind[0]),
          kind.length == 2 ? kind[1] : "",
          Pattern.compile(parts[1].strip()),
          Pattern.compile(parts[2].strip()),
          parts[3].strip());
    }

    /** The command with the options of WITH in the place of its own. */
    String with(String text) {
      String bare = text;
      for (String word : argument.split(" ", -1)) {
        bare = word.startsWith("--") ? bare.replaceAll(" " + word + " \\S+", "") : bare;
      }
      return command.matcher(bare).replaceFirst("$0 " + argument);
    }

    @Override
    public boolean test(DocCommand each) {
      return page.matcher(each.page()).matches() && command.matcher(each.oneLine()).find();
    }
  }
}
