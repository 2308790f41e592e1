package dev.foretick.stream.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/** Answers to requests that only read. */
public final class Reply {
  /** There is nothing here to write. */
  private static final List<String> READING = List.of("GET", "HEAD");

  private Reply() {}

  /** Whether a request only reads; answers it with 405 if not. */
  static boolean isReading(HttpExchange exchange) throws IOException {
    if (READING.contains(exchange.getRequestMethod())) {
      return true;
    }
    exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
    send(exchange, 405, "text/plain", new byte[0]);
    return false;
  }

  /** Sends a whole answer, without its body if only the head is asked for. */
  public static void send(HttpExchange exchange, int status, String type, byte[] body)
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
}
