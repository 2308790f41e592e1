package dev.foretick.stream.live;

import com.sun.net.httpserver.HttpExchange;
import dev.foretick.stream.lifecycle.StopFlag;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Writes events to one browser, in a thread of its own, until the stream has lasted long enough.
 *
 * <p>The server cuts every answer that takes longer than its limit, which keeps slow readers from
 * holding connections for good. So a stream ends by itself before that, and the browser, as it
 * always does then, makes another and says how far it has come.
 */
final class EventStream {
  private static final Duration PERIOD = Duration.ofMillis(100);
  private static final Duration FIGURES_PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(25);

  /** A loop with nothing to do attends to wishes about five times a second. */
  private static final Duration UNTIL_ABSENT = Duration.ofSeconds(2);

  private static final int RETRY_MILLIS = 250;

  private final FiguresJson figures;
  private final StopFlag stop;
  private final LongSupplier nanoTicker;

  EventStream(FiguresJson figures, StopFlag stop, LongSupplier nanoTicker) {
    this.figures = figures;
    this.stop = stop;
    this.nanoTicker = nanoTicker;
  }

  /**
   * Writes until the end.
   *
   * @param series what is told beside the figures, if anything
   */
  void write(HttpExchange exchange, Optional<SeriesEvents> series) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    EventWriter out = new EventWriter(exchange.getResponseBody());
    out.retryAfter(RETRY_MILLIS);
    long start = nanoTicker.getAsLong();
    long nextFigures = start;
    for (long now = start; !stop.isRequested(); now = nanoTicker.getAsLong()) {
      if (now - start >= lifetime().toNanos()) {
        return;
      }
      if (series.isPresent()) {
        series.get().tellNews(out);
        if (now - start >= UNTIL_ABSENT.toNanos()) {
          series.get().tellAbsence(out);
        }
      }
      if (now >= nextFigures) {
        out.event("figures", figures.now());
        nextFigures = now + FIGURES_PERIOD.toNanos();
      }
      out.flush();
      stop.pause(PERIOD);
    }
  }

  /** Less than the limit of the JDK's server, which a user may have set. */
  static Duration lifetime() {
    int limit = Integer.getInteger("sun.net.httpserver.maxRspTime", 30);
    Duration most = Duration.ofSeconds(Math.max(1, limit)).multipliedBy(5).dividedBy(6);
    return limit <= 0 || most.compareTo(LONGEST) > 0 ? LONGEST : most;
  }
}
