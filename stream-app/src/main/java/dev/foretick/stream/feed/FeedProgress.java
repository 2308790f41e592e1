package dev.foretick.stream.feed;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.ProgressBar;
import dev.foretick.stream.terminal.Rate;
import dev.foretick.stream.terminal.Terminal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One line that is drawn over on a terminal, and a line every ten seconds elsewhere. */
public final class FeedProgress implements FeedView {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();

  /** What a broker takes longer for is worth a word. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  /** With fewer there is no room for a bar beside the figures. */
  private static final int BAR_COLUMNS = 105;

  private final Terminal terminal;
  private final boolean narrow;
  private final ProgressBar bar;
  private final LongSupplier nanoClock;
  private final Rate rate = new Rate();
  private long next;

  /**
   * Prepares.
   *
   * @param columns of the terminal
   * @param nanoClock as {@link System#nanoTime}
   */
  public FeedProgress(Terminal terminal, int columns, LongSupplier nanoClock) {
    this.terminal = terminal;
    this.narrow = columns < BAR_COLUMNS;
    this.bar = new ProgressBar(terminal);
    this.nanoClock = nanoClock;
    this.next = nanoClock.getAsLong() + (terminal.interactive() ? 0 : PLAIN_NANOS);
  }

  @Override
  public void show(FeedStatus status) {
    long now = nanoClock.getAsLong();
    if (now < next) {
      return;
    }
    next = now + (terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS);
    double recent = rate.perSecond(now, status.sent());
    String text = text(status, recent);
    if (!terminal.interactive()) {
      terminal.out().println(text);
    } else if (status.of().isEmpty() || isSilent(status)) {
      bar.update(text);
    } else if (narrow) {
      bar.update(
          text
              + left(status, recent)
                  .map(time -> "   %s left".formatted(Figures.clock(time)))
                  .orElse(""));
    } else {
      long of = status.of().getAsLong();
      bar.update((double) status.sent() / Math.max(1, of), text, left(status, recent));
    }
  }

  @Override
  public void ending(Duration atMost) {
    if (terminal.interactive()) {
      bar.clear();
      bar.update(
          "waiting for the broker to have what was sent, %d s at most"
              .formatted(atMost.toSeconds()));
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

  static String text(FeedStatus status, double recent) {
    String records =
        Figures.count(status.sent())
            + (status.of().isPresent() ? " of " + Figures.count(status.of().getAsLong()) : "")
            + " records   ";
    if (isSilent(status)) {
      return records
          + "the broker has not answered for %d s".formatted(status.unanswered().toSeconds());
    }
    return records
        + Figures.count(Math.round(recent))
        + "/s"
        + (status.epochNanos() == FeedRecord.NO_TIME
            ? ""
            : "   " + EpochNanos.toInstant(status.epochNanos()).truncatedTo(ChronoUnit.SECONDS));
  }

  /** By the pace itself where it is even: how fast the first went says nothing of the others. */
  static Optional<Duration> left(FeedStatus status, double recent) {
    double perSecond = status.perSecond().orElse(recent);
    return status.of().isEmpty() || !(perSecond > 0)
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(
                Math.round((status.of().getAsLong() - status.sent()) * 1e3 / perSecond)));
  }

  private static boolean isSilent(FeedStatus status) {
    return status.unanswered().compareTo(SILENCE) >= 0;
  }
}
