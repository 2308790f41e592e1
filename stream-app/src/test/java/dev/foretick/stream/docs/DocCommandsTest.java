package dev.foretick.stream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.stream.cli.CommandLineOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Every command of every page is one that the program knows; {@link DocCommandsIT} runs them. */
class DocCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "^(\\S+=\\S+ )?(\\./|\\.ci/|mvn |foretick |docker |helm |kubectl |curl |kcat ).*");

  private static final Pattern TRANSCRIPT = Pattern.compile("^\\s*\\$ (.*)$");
  private static final Pattern CODE = Pattern.compile("(?<!`)`((?:\\./)?foretick\\s[^`]+)`");

  private final List<DocPage> pages = DocPage.all();
  private final List<String> problems = new ArrayList<>();

  @Test
  void foretickCommands_areUnderstood() {
    for (DocPage page : pages) {
      page.blocks().stream()
          .filter(CodeBlock::isShell)
          .flatMap(block -> block.commands().stream())
          .forEach(this::parse);
      transcripts(page).forEach(this::parse);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void commandsInSentences_nameOptionsThatExist() {
    for (DocPage page : pages) {
      String prose = String.join("\n", page.prose());
      Matcher code = CODE.matcher(prose);
      while (code.find()) {
        int line =
            1 + (int) prose.substring(0, code.start()).chars().filter(c -> c == '\n').count();
        List<String> words = List.of(code.group(1).strip().split("\\s+"));
        checkOptions(page.at(line), code.group(1), words.subList(1, words.size()));
      }
    }
    assertThat(problems).isEmpty();
  }

  /** A command elsewhere would be seen by readers, and by no test. */
  @Test
  void commands_standInShellBlocks() {
    for (DocPage page : pages) {
      for (CodeBlock block : page.blocks()) {
        if (!block.isShell() && !block.lines().isEmpty()) {
          flag(page, block.firstLine(), block.lines().get(0));
        }
      }
      List<String> prose = page.prose();
      for (int i = 0; i < prose.size(); i++) {
        if (prose.get(i).startsWith("    ")) {
          flag(page, i + 1, prose.get(i).strip());
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void rules_areAllInUse() {
    List<DocCommand> commands =
        pages.stream()
            .flatMap(page -> page.blocks().stream())
            .filter(CodeBlock::isShell)
            .flatMap(block -> block.commands().stream())
            .toList();
    assertThat(RunRules.load().idle(commands))
        .as("rules.txt: no command of any page is of these kinds (expected: no such line)")
        .isEmpty();
  }

  private void flag(DocPage page, int line, String text) {
    if (COMMAND.matcher(text).matches()) {
      problems.add("%s: %s (expected: in a block ```sh)".formatted(page.at(line), text));
    }
  }

  private static List<DocCommand> transcripts(DocPage page) {
    List<DocCommand> commands = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      Matcher transcript = TRANSCRIPT.matcher(page.lines().get(i));
      if (transcript.matches()) {
        commands.add(new DocCommand(page.name(), i + 1, transcript.group(1)));
      }
    }
    return commands;
  }

  private void parse(DocCommand command) {
    for (List<String> arguments : command.foretickCalls()) {
      try {
        CommandLineOf.foretick().parseArgs(arguments.toArray(String[]::new));
      } catch (ParameterException e) {
        problems.add("%s: %s: %s".formatted(command.where(), command.oneLine(), e.getMessage()));
      }
    }
  }

  private void checkOptions(String where, String code, List<String> words) {
    CommandLine command = CommandLineOf.foretick();
    for (String word : words) {
      Map<String, CommandLine> subcommands = command.getSubcommands();
      CommandLine subcommand = subcommands.get(word);
      String option = word.split("=", 2)[0];
      if (subcommand != null) {
        command = subcommand;
      } else if (command.getParent() == null && word.matches("[a-z]+")) {
        problems.add("%s: %s: no command %s".formatted(where, code, word));
        return;
      } else if (option.matches("--?[a-z][a-z-]*")
          && command.getCommandSpec().findOption(option) == null) {
        problems.add(
            "%s: %s: no option %s (expected: one of %s --help)"
                .formatted(where, code, option, command.getCommandSpec().qualifiedName()));
      }
    }
  }
}
