package dev.foretick.stream.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a shell's syntax as the commands of the pages use. */
final class ShellText {
  private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?\\s*['\"]?(\\w+)['\"]?");

  private static final Pattern CONTINUED = Pattern.compile("(\\\\|\\||&&)\\s*$");

  private final String text;
  private final List<List<String>> calls = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean skipsNext;
  private boolean isOpen;
  private int braces;

  ShellText(String text) {
    this.text = text;
    scan();
  }

  /** Whether the next line belongs to it. */
  boolean goesOn() {
    return isOpen || braces > 0 || CONTINUED.matcher(text).find() || hasOpenHereDocument();
  }

  /** Whether there is nothing but comments. */
  boolean isBlank() {
    return calls.isEmpty();
  }

  /** The words of each simple command, without assignments before it and redirections. */
  List<List<String>> calls() {
    return calls;
  }

  private boolean hasOpenHereDocument() {
    Matcher here = HERE_DOCUMENT.matcher(text);
    return here.find()
        && text.lines().skip(1).noneMatch(line -> line.strip().equals(here.group(1)));
  }

  private void scan() {
    Matcher here = HERE_DOCUMENT.matcher(text);
    int end = here.find() ? text.indexOf('\n', here.end()) : -1;
    String scanned = end < 0 ? text : text.substring(0, end);
    for (int i = 0; i < scanned.length(); i++) {
      char character = scanned.charAt(i);
      char next = i + 1 < scanned.length() ? scanned.charAt(i + 1) : '\n';
      if (character == '\\') {
        i++;
        if (next != '\n') {
          append(next);
        }
      } else if (character == '\'' || character == '"') {
        int close = scanned.indexOf(character, i + 1);
        isOpen |= close < 0;
        inWord = true;
        word.append(scanned, i + 1, close < 0 ? scanned.length() : close);
        i = close < 0 ? scanned.length() : close;
      } else if (character == '#' && !inWord) {
        int newline = scanned.indexOf('\n', i);
        i = (newline < 0 ? scanned.length() : newline) - 1;
      } else if (character == '>' || character == '<') {
        redirect(next);
        i += next == '>' || next == '&' || next == '<' ? 1 : 0;
      } else if (character == '$' && next == '{') {
        int close = scanned.indexOf('}', i);
        append('$');
        i = close < 0 ? scanned.length() : close;
      } else if ("|&;()\n".indexOf(character) >= 0) {
        endCall();
      } else if ((character == '{' || character == '}') && !inWord) {
        braces += character == '{' ? 1 : -1;
        endCall();
      } else if (Character.isWhitespace(character)) {
        endWord();
      } else {
        append(character);
      }
    }
    endCall();
  }

  private void append(char character) {
    inWord = true;
    word.append(character);
  }

  private void redirect(char next) {
    if (word.toString().matches("\\d?")) {
      word.setLength(0);
      inWord = false;
    }
    endWord();
    if (next != '(') {
      skipsNext = true;
    }
  }

  private void endWord() {
    if (!inWord) {
      return;
    }
    boolean isAssignment = words.isEmpty() && word.toString().matches("\\w+=.*");
    if (!skipsNext && !isAssignment) {
      words.add(word.toString());
    }
    skipsNext = false;
    inWord = false;
    word.setLength(0);
  }

  private void endCall() {
    endWord();
    skipsNext = false;
    if (!words.isEmpty()) {
      calls.add(List.copyOf(words));
      words = new ArrayList<>();
    }
  }
}
