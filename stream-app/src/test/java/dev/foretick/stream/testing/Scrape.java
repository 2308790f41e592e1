package dev.foretick.stream.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** What a server shows at {@code /metrics} at one moment. */
public final class Scrape {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<String> lines;

  private Scrape(List<String> lines) {
    this.lines = lines;
  }

  public static Scrape of(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(port));
    return new Scrape(
        CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines()).body().toList());
  }

  /** The HTTP status of a page. */
  public static int status(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  /** What a page says. */
  public static String body(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** The sum of a metric over its labels, or its value with just these; 0 if it is not there. */
  public double sum(String metric) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
