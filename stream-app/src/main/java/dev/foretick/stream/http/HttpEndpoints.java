package dev.foretick.stream.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /metrics}, {@code /health/live} and {@code /health/ready} on the JDK's own HTTP server.
 */
public final class HttpEndpoints implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON_TYPE = "application/json";

  /** There is nothing here to write. */
  private static final List<String> READING = List.of("GET", "HEAD");

  /**
   * Who may hold a connection for how long, and how much of it is read. The JDK reads these once,
   * before the first server of a process: seconds for a whole request and for its answer, seconds
   * until an idle connection goes, how many there may be, and how many headers of which size.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "30",
          "sun.net.httpserver.idleInterval", "30",
          "jdk.httpserver.maxConnections", "256",
          "sun.net.httpserver.maxReqHeaders", "64",
          "sun.net.httpserver.maxReqHeaderSize", "16384",
          "sun.net.httpserver.drainAmount", "4096");

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoints(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws HttpStartException if the port is taken or the host is not this machine's
   */
  public static HttpEndpoints start(
      String host, int port, PrometheusMeterRegistry registry, Health health) {
    LIMITS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    HttpServer server = bind(host, port);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpEndpoints::daemon);
    server.setExecutor(threads);
    server.createContext("/", exchange -> route(exchange, registry, health));
    server.start();
    return new HttpEndpoints(server, threads);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static HttpServer bind(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (BindException e) {
      throw new HttpStartException(
          "http.port: %s:%d cannot be listened on: %s (expected: a free port, or 0 for any)"
              .formatted(host, port, e.getMessage()),
          e);
    } catch (IOException | IllegalArgumentException e) {
      throw new HttpStartException(
          "http.host: %s cannot be listened on: %s (expected: an address of this machine)"
              .formatted(host, e.getMessage()),
          e);
    }
  }

  private static void route(HttpExchange exchange, PrometheusMeterRegistry registry, Health health)
      throws IOException {
    if (!READING.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
      answer(exchange, 405, "text/plain", new byte[0]);
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/metrics" ->
          answer(exchange, 200, METRICS_TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
      case "/health/live" -> health(exchange, health, health.isLive());
      case "/health/ready" -> health(exchange, health, health.isReady());
      default -> answer(exchange, 404, "text/plain", new byte[0]);
    }
  }

  private static void health(HttpExchange exchange, Health health, boolean up) throws IOException {
    answer(exchange, up ? 200 : 503, JSON_TYPE, HealthJson.of(health, up));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "foretick-http");
    thread.setDaemon(true);
    return thread;
  }
}
