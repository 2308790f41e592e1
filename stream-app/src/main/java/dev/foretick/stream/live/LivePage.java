package dev.foretick.stream.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.foretick.common.series.SeriesId;
import dev.foretick.stream.http.Reply;
import dev.foretick.stream.lifecycle.StopFlag;
import dev.foretick.stream.watch.SeriesMatches;
import dev.foretick.stream.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves the page at {@code /}, its files and what it asks for below {@code /live/}. Whatever may
 * take time is answered in threads of its own, of which there are only so many, so that metrics and
 * health never wait for those who look on.
 */
public final class LivePage implements HttpHandler, AutoCloseable {
  /** Browsers that are told what is new, at once. */
  static final int MOST_STREAMS = 64;

  /** The page's own modules. */
  static final List<String> SCRIPTS =
      List.of("live.js", "chart.js", "dom.js", "past.js", "picker.js", "server.js", "text.js");

  private static final int MOST_SEARCHES = 8;
  private static final int LIMIT = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private final PageSource source;
  private final Map<String, PageFile> files;
  private final FiguresJson figures;
  private final StopFlag stop = new StopFlag();
  private final Semaphore streams = new Semaphore(MOST_STREAMS);
  private final Semaphore searches = new Semaphore(MOST_SEARCHES);
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          MOST_STREAMS + MOST_SEARCHES,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          LivePage::daemon);

  public LivePage(PageSource source) {
    this.source = source;
    this.figures = new FiguresJson(source, new RecentFigures(source.registry(), System::nanoTime));
    String uplot = WebJar.files("uplot") + "dist/";
    Map<String, PageFile> served = new HashMap<>();
    served.put("/", PageFile.load("index.html", "text/html; charset=utf-8"));
    served.put("/live/live.css", PageFile.load("live.css", STYLE));
    served.put("/live/icon.svg", PageFile.load("icon.svg", "image/svg+xml"));
    served.put("/live/uplot.css", PageFile.load(uplot + "uPlot.min.css", STYLE));
    served.put("/live/uplot.js", PageFile.load(uplot + "uPlot.esm.js", SCRIPT));
    SCRIPTS.forEach(script -> served.put("/live/" + script, PageFile.load(script, SCRIPT)));
    this.files = Map.copyOf(served);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    PageHeaders.put(exchange.getResponseHeaders());
    String path = exchange.getRequestURI().getPath();
    PageFile file = files.get(path);
    if (file != null) {
      file.send(exchange);
    } else if (path.equals("/live/series")) {
      later(exchange, this::search);
    } else if (path.equals("/live/events")) {
      if (exchange.getRequestMethod().equals("HEAD")) {
        Reply.send(exchange, 200, "text/event-stream; charset=utf-8", new byte[0]);
      } else {
        later(exchange, this::stream);
      }
    } else {
      refuse(exchange, 404, "nothing is here (expected: /, /metrics or /health/ready)");
    }
  }

  /** Ends all streams; nothing is served any more. */
  @Override
  public void close() {
    stop.request();
    threads.shutdown();
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void later(HttpExchange exchange, Answer answer) throws IOException {
    try {
      threads.execute(() -> run(exchange, answer));
    } catch (RejectedExecutionException e) {
      refuseForNow(exchange, "too many are looking on (expected: another try in a moment)");
    }
  }

  private static void run(HttpExchange exchange, Answer answer) {
    try (exchange) {
      answer.to(exchange);
    } catch (IOException | UncheckedIOException e) {
      // The browser is gone, or too slow: that is its own affair.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void search(HttpExchange exchange) throws IOException, InterruptedException {
    if (!searches.tryAcquire()) {
      refuseForNow(exchange, "others are searching (expected: another try in a moment)");
      return;
    }
    try {
      String text = Query.parameter(exchange.getRequestURI().getRawQuery(), "q");
      if (text.length() > SeriesId.MAX_LENGTH) {
        throw new IllegalArgumentException("too long");
      }
      SeriesMatches matches = source.watching().search(text, LIMIT, PATIENCE);
      Reply.send(exchange, 200, JSON, SeriesJson.of(matches));
    } catch (IllegalArgumentException e) {
      refuse(exchange, 400, "q: not well-formed (expected: a part of a series id)");
    } catch (TimeoutException e) {
      refuseForNow(exchange, "the loops are busy (expected: another try in a moment)");
    } finally {
      searches.release();
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    if (!streams.tryAcquire()) {
      refuseForNow(exchange, "too many are looking on (expected: another try in a moment)");
      return;
    }
    try {
      String id = Query.parameter(exchange.getRequestURI().getRawQuery(), "series");
      if (id.isEmpty()) {
        newStream().write(exchange, Optional.empty());
      } else {
        stream(exchange, new SeriesId(id));
      }
    } catch (IllegalArgumentException e) {
      refuse(exchange, 400, "series: not well-formed (expected: a series id)");
    } finally {
      streams.release();
    }
  }

  private void stream(HttpExchange exchange, SeriesId id) throws IOException {
    Optional<Watch> watching = source.watching().watch(id);
    if (watching.isEmpty()) {
      refuseForNow(exchange, "too many series are watched (expected: another try in a moment)");
      return;
    }
    try (Watch watch = watching.get()) {
      String last =
          Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Last-Event-ID"), "");
      newStream()
          .write(
              exchange,
              Optional.of(new SeriesEvents(watch, source.watching().shape().past(), last)));
    }
  }

  private EventStream newStream() {
    return new EventStream(figures, stop, System::nanoTime);
  }

  private static void refuseForNow(HttpExchange exchange, String why) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "2");
    refuse(exchange, 503, why);
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    Reply.send(exchange, status, TEXT, (why + "\n").getBytes(UTF_8));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "foretick-live");
    thread.setDaemon(true);
    return thread;
  }
}
