package dev.foretick.stream.tail;

/** Texts of any width, as wide as the widest that came so far. One thread owns it. */
final class GrowingColumn {
  private static final int MOST = 32;

  private int width;

  /** A column that is so wide at least. */
  GrowingColumn(int width) {
    this.width = width;
  }

  String cell(String text) {
    String shown = text.length() > MOST ? text.substring(0, MOST - 1) + "…" : text;
    // What a stranger named must not steer the terminal.
    String printable = shown.replaceAll("\\p{C}", "?");
    width = Math.max(width, printable.length());
    return Columns.left(printable, width);
  }
}
