package dev.foretick.stream.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.stream.http.Health;
import dev.foretick.stream.http.HttpEndpoints;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.ServedModel;
import dev.foretick.stream.score.LiveAccuracy;
import dev.foretick.stream.watch.KeptSeries;
import dev.foretick.stream.watch.WatchShape;
import dev.foretick.stream.watch.Watching;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is served beside metrics and health, and to whom. No loop turns here. */
@Timeout(60)
class LivePageTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LoopMetrics metrics = new LoopMetrics(registry);
  private final Health health = new Health(System::nanoTime, Duration.ofSeconds(10));
  private final QuantileLevels levels = QuantileLevels.centralInterval(90);
  private final LivePage page =
      new LivePage(
          new PageSource(
              new PageFacts("ticks", "price", List.of(), false, Duration.ofSeconds(1), 16, true),
              new Watching(
                  WatchShape.of(new WindowSpec(16, 3, 1), levels, 1),
                  KeptSeries.none(),
                  () -> "model",
                  System::nanoTime,
                  1),
              registry,
              health,
              () -> LiveAccuracy.NONE,
              () ->
                  new ServedModel(
                      "model", "v1", levels, PointForecast.MEDIAN, 3, Duration.ofSeconds(1))));
  private final HttpEndpoints endpoints =
      HttpEndpoints.start("127.0.0.1", 0, registry, health, page);

  @AfterEach
  void close() {
    endpoints.close();
    page.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/live/live.css, text/css",
    "/live/live.js, text/javascript",
    "/live/chart.js, text/javascript",
    "/live/dom.js, text/javascript",
    "/live/past.js, text/javascript",
    "/live/picker.js, text/javascript",
    "/live/server.js, text/javascript",
    "/live/text.js, text/javascript",
    "/live/uplot.js, text/javascript",
    "/live/uplot.css, text/css",
    "/live/icon.svg, image/svg+xml"
  })
  void files_areServed_andOnceOnly(String path, String type) throws Exception {
    HttpResponse<String> first = get(path);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(first.body()).isNotEmpty();
    requireLocked(first);

    HttpResponse<String> second =
        send(request(path).header("If-None-Match", first.headers().firstValue("ETag").orElse("")));
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void page_hasNoScriptAndNoStyleOfItsOwn() throws Exception {
    assertThat(get("/").body())
        .doesNotContainPattern("<script(?![^>]* src=\"live/)")
        .doesNotContainPattern("<style|style=| on[a-z]+=|javascript:|https?://");
    for (String script : LivePage.SCRIPTS) {
      assertThat(get("/live/" + script).body())
          .doesNotContainPattern("innerHTML|outerHTML|insertAdjacent|document\\.write|eval\\(");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/live", "/live/", "/live/../metrics", "/live/LivePage.class", "/index.html"})
  void otherPaths_are404(String path) throws Exception {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    requireLocked(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/live/events", "/live/series"})
  void writing_isRefused(String path) throws Exception {
    HttpResponse<String> response = send(request(path).POST(BodyPublishers.ofString("x")));
    assertThat(response.statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/live/events?series=%zz", "/live/events?series=%ED%A0%80%zz", "/live/series?q=%"})
  void malformedQueries_are400(String path) throws Exception {
    assertThat(answerTo("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400");
  }

  @Test
  void tooLongNames_are400() throws Exception {
    assertThat(get("/live/events?series=" + "x".repeat(513)).statusCode()).isEqualTo(400);
    assertThat(get("/live/series?q=" + "x".repeat(513)).statusCode()).isEqualTo(400);
  }

  @Test
  void events_beginWithTheFiguresOfTheServer_andSayThatASeriesIsNotThere() throws Exception {
    metrics.seriesActive(3);
    try (Socket socket = open("/live/events?series=nobody");
        BufferedReader lines = lines(socket)) {
      List<String> read = new ArrayList<>();
      for (String line = lines.readLine();
          line != null && !line.equals("event: absent");
          line = lines.readLine()) {
        read.add(line);
      }
      assertThat(read).contains("HTTP/1.1 200 OK", "retry: 250", "event: figures");
      assertThat(String.join("\n", read))
          .contains(
              "text/event-stream",
              "\"series\":3.0",
              "\"ready\":false",
              "\"version\":\"v1\"",
              "\"coverage\":null");
    }
  }

  @Test
  void moreBrowsersThanThereIsRoomFor_areToldToComeBack_andMetricsAreServedAllTheWhile()
      throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < LivePage.MOST_STREAMS; i++) {
        // None of them ever reads.
        sockets.add(open("/live/events?series=s" + i % 9));
      }
      HttpResponse<String> refused = awaitRefusal();

      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(get("/live/series?q=a").statusCode()).as("a search").isEqualTo(200);
      HttpResponse<String> live = send(request("/health/live").timeout(Duration.ofSeconds(5)));
      assertThat(live.body()).contains("status");
      assertThat(get("/metrics").statusCode()).isEqualTo(200);

      sockets.remove(0).close();
      awaitRoom();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void stream_endsByItself_beforeTheServerCutsIt() {
    assertThat(EventStream.lifetime()).isEqualTo(Duration.ofSeconds(25));
    assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isEqualTo("30");
  }

  private HttpResponse<String> awaitRefusal() throws Exception {
    while (true) {
      try (Socket socket = open("/live/events");
          BufferedReader lines = lines(socket)) {
        if (String.valueOf(lines.readLine()).startsWith("HTTP/1.1 503")) {
          return get("/live/events");
        }
      }
    }
  }

  private void awaitRoom() throws Exception {
    while (true) {
      try (Socket socket = open("/live/events");
          BufferedReader lines = lines(socket)) {
        if (String.valueOf(lines.readLine()).startsWith("HTTP/1.1 200")) {
          return;
        }
      }
      Thread.sleep(100);
    }
  }

  private static void requireLocked(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  private Socket open(String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private String answerTo(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoints.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
