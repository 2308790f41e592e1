package dev.foretick.stream.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /metrics}, {@code /health/live} and {@code /health/ready} on the JDK's own HTTP server,
 * and whatever a page has beside them.
 */
public final class HttpEndpoints implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain";
  private static final String JSON_TYPE = "application/json";

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

  /** Starts to listen, without a page. */
  public static HttpEndpoints start(
      String host, int port, PrometheusMeterRegistry registry, Health health) {
    return start(
        host, port, registry, health, exchange -> Reply.send(exchange, 404, TEXT, new byte[0]));
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @param page answers what is neither metrics nor health; it may answer in another thread, and
   *     should where that takes time
   * @throws HttpStartException if the port is taken or the host is not this machine's
   */
  public static HttpEndpoints start(
      String host, int port, PrometheusMeterRegistry registry, Health health, HttpHandler page) {
    LIMITS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    HttpServer server = bind(host, port);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, HttpEndpoints::daemon);
    server.setExecutor(threads);
    server.createContext("/", exchange -> route(exchange, registry, health, page));
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

  private static void route(
      HttpExchange exchange, PrometheusMeterRegistry registry, Health health, HttpHandler page)
      throws IOException {
    if (!Reply.isReading(exchange)) {
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/metrics" ->
          Reply.send(
              exchange, 200, METRICS_TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
      case "/health/live" -> health(exchange, health, health.isLive());
      case "/health/ready" -> health(exchange, health, health.isReady());
      default -> page.handle(exchange);
    }
  }

  private static void health(HttpExchange exchange, Health health, boolean up) throws IOException {
    Reply.send(exchange, up ? 200 : 503, JSON_TYPE, HealthJson.of(health, up));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "foretick-http");
    thread.setDaemon(true);
    return thread;
  }
}
