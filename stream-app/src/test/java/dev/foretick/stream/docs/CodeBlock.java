package dev.foretick.stream.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param firstLine number of its first line, from 1
 * @param info what stands behind the fence that opens it
 */
record CodeBlock(String page, int firstLine, String info, List<String> lines) {
  private static final Pattern FILE_NAME = Pattern.compile("^#\\s*([\\w.-]+\\.ya?ml)\\b.*");

  CodeBlock {
    lines = List.copyOf(lines);
  }

  boolean isShell() {
    return language().equals("sh");
  }

  /** The first word behind the fence. */
  String language() {
    return info.split("\\s+", 2)[0];
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  String where() {
    return page + ":" + firstLine;
  }

  /** The file that it is said to be, in a comment on its first line. */
  Optional<String> fileName() {
    Matcher comment = FILE_NAME.matcher(lines.isEmpty() ? "" : lines.get(0));
    return comment.matches() ? Optional.of(comment.group(1)) : Optional.empty();
  }

  /** Its commands: lines, joined where one goes on in the next. */
  List<DocCommand> commands() {
    List<DocCommand> commands = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (open.isEmpty()) {
        start = i;
      } else {
        open.append('\n');
      }
      open.append(lines.get(i));
      ShellText text = new ShellText(open.toString());
      if (i + 1 < lines.size() && text.goesOn()) {
        continue;
      }
      if (!text.isBlank()) {
        commands.add(new DocCommand(page, firstLine + start, open.toString().strip()));
      }
      open.setLength(0);
    }
    return commands;
  }
}
