package dev.foretick.stream.terminal;

import java.util.List;

/** Several lines that are drawn over in place, below what was printed before. */
public final class Screen implements AutoCloseable {
  private static final String ESCAPE = "\u001b[";

  /** Without the cursor, and without wrapping what is too wide, which would move all below it. */
  private static final String START_DRAWING = ESCAPE + "?25l" + ESCAPE + "?7l";

  private static final String END_DRAWING = ESCAPE + "?25h" + ESCAPE + "?7h";
  private static final String ERASE_TO_END_OF_LINE = ESCAPE + "K";
  private static final String ERASE_BELOW = ESCAPE + "J";

  private final Terminal terminal;
  private int drawn;

  public Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Replaces what was drawn; lines beyond the terminal's are left out. */
  public void draw(List<String> lines, TerminalSize size) {
    int count = Math.min(lines.size(), size.lines() - 1);
    StringBuilder text = new StringBuilder(START_DRAWING);
    if (drawn > 0) {
      text.append(ESCAPE).append(drawn).append('A');
    }
    for (String line : lines.subList(0, count)) {
      text.append('\r').append(line).append(ERASE_TO_END_OF_LINE).append('\n');
    }
    terminal.out().print(text.append(ERASE_BELOW));
    terminal.out().flush();
    drawn = count;
  }

  /** Leaves what was drawn last and gives the cursor back. */
  @Override
  public void close() {
    if (drawn > 0) {
      terminal.out().print(END_DRAWING);
      terminal.out().flush();
    }
  }
}
