package dev.foretick.stream.docs;

import java.util.List;

/**
 * One command of a page, with its pipes and redirections.
 *
 * @param line number of its first line, from 1
 */
record DocCommand(String page, int line, String text) {
  String where() {
    return page + ":" + line;
  }

  /** It on one line, for messages. */
  String oneLine() {
    return text.replaceAll("\\s*\\\\?\\s*\\n\\s*", " ");
  }

  /** The arguments of each call of foretick in it. */
  List<List<String>> foretickCalls() {
    return new ShellText(text)
        .calls().stream()
            .filter(words -> words.get(0).matches("(.*/)?foretick"))
            .map(words -> words.subList(1, words.size()))
            .toList();
  }
}
