package dev.foretick.stream.bench;

import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Terminal;
import java.time.Duration;

/** Tells how far a bench is, by how long its steps should take. */
final class BenchProgress implements AutoCloseable {
  private final Terminal terminal;
  private final ProgressBar bar;
  private final Duration whole;
  private Duration before = Duration.ZERO;
  private Duration step = Duration.ZERO;
  private String text = "";
  private long startNanos;

  /**
   * Begins.
   *
   * @param whole how long all steps should take
   */
  BenchProgress(Terminal terminal, Duration whole) {
    this.terminal = terminal;
    this.bar = new ProgressBar(terminal);
    this.whole = whole;
  }

  /** The step before has ended, another begins. */
  void begin(String name, Duration planned) {
    before = before.plus(step);
    step = planned;
    text = name;
    startNanos = System.nanoTime();
    if (!terminal.interactive()) {
      terminal.out().println("  " + name);
    }
    update();
  }

  /** The step goes on. */
  void update() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    Duration done = before.plus(elapsed.compareTo(step) < 0 ? elapsed : step);
    bar.update((double) done.toMillis() / Math.max(1, whole.toMillis()), text);
  }

  /** Prints a line that stays. */
  void println(String line) {
    bar.println(line);
  }

  @Override
  public void close() {
    bar.clear();
  }
}
