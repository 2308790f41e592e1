package dev.foretick.stream.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * How much a terminal shows at once.
 *
 * @param lines rows of text
 * @param columns characters in a row
 */
public record TerminalSize(int lines, int columns) {
  /** What every terminal has had since the VT100. */
  public static final TerminalSize DEFAULT = new TerminalSize(24, 80);

  /** Asks {@code stty} for the size of the controlling terminal, which its user may change. */
  public static TerminalSize current() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? parse(answer) : DEFAULT;
    } catch (IOException e) {
      return DEFAULT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT;
    }
  }

  static TerminalSize parse(String linesAndColumns) {
    if (!linesAndColumns.matches("[1-9][0-9]{0,3} [1-9][0-9]{0,3}")) {
      return DEFAULT;
    }
    String[] numbers = linesAndColumns.split(" ", 2);
    return new TerminalSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }
}
