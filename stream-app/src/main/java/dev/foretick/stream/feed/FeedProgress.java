package dev.foretick.stream.feed;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Rate;
import dev.foretick.stream.terminal.Terminal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** One line that is drawn over on a terminal, and a line every ten seconds elsewhere. */
public final class FeedProgress implements FeedView {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Terminal terminal;
  private final ProgressBar bar;
  private final LongSupplier nanoClock;
  private final Rate rate = new Rate();
  private long next;

  /**
   * Prepares.
   *
   * @param nanoClock as {@link System#nanoTime}
   */
  public FeedProgress(Terminal terminal, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.bar = new ProgressBar(terminal);
    this.nanoClock = nanoClock;
    this.next = nanoClock.getAsLong() + (terminal.interactive() ? 0 : PLAIN_NANOS);
  }

  @Override
  public void show(long sent, OptionalLong of, long epochNanos) {
    long now = nanoClock.getAsLong();
    if (now < next) {
      return;
    }
    next = now + (terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS);
    String text = text(sent, of, epochNanos, rate.perSecond(now, sent));
    if (!terminal.interactive()) {
      terminal.out().println(text);
    } else if (of.isPresent()) {
      bar.update((double) sent / Math.max(1, of.getAsLong()), text);
    } else {
      bar.update(text);
    }
  }

  /** Prints a line that stays. */
  public void println(String line) {
    bar.println(line);
  }

  /** Takes the line away. */
  public void clear() {
    bar.clear();
  }

  static String text(long sent, OptionalLong of, long epochNanos, double perSecond) {
    return Figures.count(sent)
        + (of.isPresent() ? " of " + Figures.count(of.getAsLong()) : "")
        + " records   "
        + Figures.count(Math.round(perSecond))
        + "/s"
        + (epochNanos == FeedRecord.NO_TIME
            ? ""
            : "   " + EpochNanos.toInstant(epochNanos).truncatedTo(ChronoUnit.SECONDS));
  }
}
