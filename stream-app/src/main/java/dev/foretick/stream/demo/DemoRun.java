package dev.foretick.stream.demo;

import dev.foretick.stream.app.ForecastServer;
import dev.foretick.stream.embedded.EmbeddedBroker;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Rate;
import dev.foretick.stream.terminal.Screen;
import dev.foretick.stream.terminal.StopSignal;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.terminal.TerminalSize;
import java.time.Duration;
import java.util.Optional;

/** Plays ticks, hears forecasts and shows both until it is time to end. */
final class DemoRun {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);
  private static final Duration DRAIN_STEP = Duration.ofMillis(50);

  private static final int LEAD_IN = 1000;

  private final DemoOptions options;
  private final Terminal terminal;
  private final StopSignal stop;
  private final MarketTicks ticks;
  private final int first;
  private final ForecastServer server;
  private final EmbeddedBroker broker;
  private final Rate sentRate = new Rate();
  private final Rate receivedRate = new Rate();
  private long startNanos;

  DemoRun(
      DemoOptions options,
      Terminal terminal,
      StopSignal stop,
      MarketTicks ticks,
      int first,
      ForecastServer server,
      EmbeddedBroker broker) {
    this.options = options;
    this.terminal = terminal;
    this.stop = stop;
    this.ticks = ticks;
    this.first = first;
    this.server = server;
    this.broker = broker;
  }

  /** Returns the figures of the whole run, after the last forecast has come. */
  DemoFigures play(String page) throws InterruptedException {
    String address = broker.bootstrapServers();
    try (TickPlayer player =
            new TickPlayer(ticks, LEAD_IN, first, options.speedUp(), DemoConfig.TICKS, address);
        ForecastListener listener =
            new ForecastListener(ticks, player::sentNanos, DemoConfig.FORECASTS, address)) {
      listener.start();
      warmUp(player, listener);
      player.start();
      startNanos = System.nanoTime();
      show(player, listener, page);
      Duration played = elapsed();
      player.finish();
      drain(player, listener);
      return figures(player, listener, played);
    }
  }

  /**
   * The ticks just before the recording's second half fill the window and let the JVM compile the
   * server's code, so that the latencies are those of a server that has run for a moment.
   */
  private void warmUp(TickPlayer player, ForecastListener listener) throws InterruptedException {
    terminal.out().println("  Warming up on %s ticks".formatted(Figures.count(LEAD_IN)));
    terminal.out().println();
    player.leadIn();
    drain(player, listener);
    listener.resetLatency();
  }

  private void show(TickPlayer player, ForecastListener listener, String page)
      throws InterruptedException {
    LiveView view = new LiveView(terminal, ticks, options, broker.bootstrapServers(), page);
    TerminalSize size = TerminalSize.DEFAULT;
    long lines = 0;
    try (Screen screen = new Screen(terminal)) {
      for (long round = 0; !isOver(player); round++) {
        DemoFigures figures = figures(player, listener, elapsed());
        if (!terminal.interactive()) {
          if (figures.elapsed().compareTo(PLAIN_LINE.multipliedBy(lines + 1)) >= 0) {
            lines++;
            terminal.out().println(PlainView.line(figures));
          }
        } else {
          size = round % 8 == 0 ? TerminalSize.current() : size;
          screen.draw(view.lines(figures, size), size);
        }
        if (stop.await(REDRAW)) {
          return;
        }
      }
    }
  }

  private boolean isOver(TickPlayer player) {
    Optional<Duration> duration = options.duration();
    return player.isOver()
        || stop.isRequested()
        || (duration.isPresent() && elapsed().compareTo(duration.get()) >= 0);
  }

  /** Waits for the forecasts that are still under way. */
  private static void drain(TickPlayer player, ForecastListener listener)
      throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    while (listener.received() < player.sent() && System.nanoTime() < deadline) {
      Thread.sleep(DRAIN_STEP.toMillis());
    }
  }

  private DemoFigures figures(TickPlayer player, ForecastListener listener, Duration elapsed) {
    long now = System.nanoTime();
    int received = listener.received();
    int sent = player.sent();
    return new DemoFigures(
        elapsed,
        sent,
        received,
        listener.doubled(),
        sentRate.perSecond(now, sent),
        receivedRate.perSecond(now, received),
        listener.latency(50),
        listener.latency(99),
        listener.latest(),
        server.accuracy());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
