package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the report.
 *
 * @param title what it is about
 * @param note under which circumstances
 * @param lines below the title
 */
record BenchSection(String title, String note, List<String> lines) {
  private static final String INDENT = "  ";

  BenchSection {
    lines = List.copyOf(lines);
  }

  /** A table of names and single figures. */
  static BenchSection of(String title, String note, TextTable table) {
    return new BenchSection(title, note, indented(table.lines().stream().skip(1).toList()));
  }

  /** A table with a header. */
  static BenchSection withHeader(String title, String note, TextTable table) {
    return new BenchSection(title, note, indented(table.lines()));
  }

  /** The same with sentences below. */
  BenchSection remarked(List<String> sentences) {
    List<String> all = new ArrayList<>(lines);
    all.addAll(indented(sentences));
    return new BenchSection(title, note, all);
  }

  private static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> line.isEmpty() ? line : INDENT + line).toList();
  }
}
