package dev.foretick.stream.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One line that is drawn over while work goes on: bar, percent, what is being done, time left.
 * Where lines cannot be drawn over it shows nothing; the work's own lines have to do.
 */
public final class ProgressBar {
  private static final int WIDTH = 24;
  private static final Duration REDRAW_AFTER = Duration.ofMillis(100);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final long startNanos = System.nanoTime();
  private long drawnNanos;
  private boolean drawn;

  public ProgressBar(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Draws the line anew, at most ten times a second.
   *
   * @param done share of the work, 0 to 1
   * @param text what is being done
   */
  public void update(double done, String text) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    draw(() -> line(terminal, done, text, elapsed));
  }

  /**
   * The same, for work whose end is known better than from how long it has taken so far.
   *
   * @param left how long it will take yet, if anybody knows
   */
  public void update(double done, String text, Optional<Duration> left) {
    draw(
        () ->
            line(terminal, done, text)
                + left.map(time -> "  %s left".formatted(Figures.clock(time))).orElse(""));
  }

  /** Draws the line anew where nobody knows how much work there is: the text alone. */
  public void update(String text) {
    draw(() -> "  " + text);
  }

  private void draw(Supplier<String> line) {
    long now = System.nanoTime();
    if (!terminal.interactive() || (drawn && now - drawnNanos < REDRAW_AFTER.toNanos())) {
      return;
    }
    drawnNanos = now;
    drawn = true;
    terminal.out().print(ERASE_LINE + line.get());
    terminal.out().flush();
  }

  /** Prints a line that stays, above the bar. */
  public void println(String line) {
    clear();
    terminal.out().println(line);
  }

  /** Takes the bar away. */
  public void clear() {
    if (drawn) {
      terminal.out().print(ERASE_LINE);
      terminal.out().flush();
      drawn = false;
    }
  }

  static String line(Terminal terminal, double done, String text, Duration elapsed) {
    double share = share(done);
    return line(terminal, share, text)
        + (share < 0.01 || share == 1
            ? ""
            : "  up to " + Figures.clock(left(share, elapsed)) + " left");
  }

  private static String line(Terminal terminal, double done, String text) {
    double share = share(done);
    int full = (int) Math.round(share * WIDTH);
    String bar =
        terminal.unicode()
            ? terminal.green("█".repeat(full)) + terminal.dim("░".repeat(WIDTH - full))
            : "#".repeat(full) + ".".repeat(WIDTH - full);
    return String.format(Locale.ROOT, "  %s %3.0f %%  %s", bar, 100 * share, text);
  }

  private static double share(double done) {
    return Math.max(0, Math.min(1, done));
  }

  private static Duration left(double share, Duration elapsed) {
    return Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share));
  }
}
